/** Abbreviations that something always follows: a name, a number, an example. */
const neverLast = new Set(
  (
    "mr mrs ms dr prof st gen sen rep gov hon capt lt col sgt rev fr supt messrs mme mlle " +
    "vs v e.g i.e cf viz approx ca c fig figs eq eqs ref refs art arts sec secs para paras cl reg regs subsec " +
    "p pp vol vols ed eds ch chs pt ver tel ext incl resp"
  ).split(" "),
);

/** Abbreviations that stand before a number, and are words of their own or end a sentence elsewhere. */
const beforeNumber = new Set(
  "no nos jan feb mar apr jun jul aug sep sept oct nov dec min max avg est".split(" "),
);

/** Abbreviations that may close a sentence: only what follows can tell. */
const maybeLast = new Set(
  (
    "etc inc ltd co corp llc plc bros dept univ assn u.s u.k u.n e.u u.s.a d.c a.m p.m b.c a.d al jr sr ph.d m.d " +
    "b.a m.a b.sc m.sc j.d esq mt ave blvd rd hwy sq ft in lb lbs oz hr hrs yr yrs mo"
  ).split(" "),
);

/** Words that start a sentence far more often than they stand capitalised inside one. */
const starters = new Set(
  (
    "the a an in on at by for from to with as of and but or so yet if when while where because since although though " +
    "after before during until once this that these those there here it its he she they we you i his her their our your " +
    "however moreover furthermore therefore thus hence also then meanwhile instead additionally finally first second " +
    "third next last some many most all each every any no not only both either neither what who how why which under " +
    "according such other another one two several applicants people do does did is are was were can may must should"
  ).split(" "),
);

const lastToken = /(?:^|[\s([“"'‘/—–-])((?:\p{L}\.)*\p{L}+)$/u;
const opening = /^[*_“"'‘([«`>「『《（]*/;

/**
 * Whether a full stop ends a sentence, from up to 24 characters before it and 40 after the space behind it.
 * `single` is false for runs of marks and for `!` and `?`, where abbreviations do not matter.
 */
export function endsSentence(before: string, after: string, single: boolean): boolean {
  const following = after.replace(opening, "");
  if (!/^[\p{Lu}\p{Lt}\p{Lo}\p{N}$€£¥§\\]/u.test(following)) return false;
  if (!single) return true;
  const token = lastToken.exec(before)?.[1];
  if (token === undefined) return true;
  const word = token.toLowerCase();
  if (neverLast.has(word)) return false;
  if (beforeNumber.has(word)) return !/^\d/.test(following);
  const isInitial = /^\p{Lu}$/u.test(token) || /^(?:\p{L}\.)+\p{L}$/u.test(token);
  if (!isInitial && !maybeLast.has(word)) return true;
  return starters.has(/^\p{L}+/u.exec(following)?.[0].toLowerCase() ?? "");
}
