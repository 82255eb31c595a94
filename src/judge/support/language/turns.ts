/** What one word does to the direction of a statement. */
export interface Turn {
  /** 1 for more of something or a bond between things, -1 for less of it, 0 for neither. */
  readonly sign: -1 | 0 | 1;
  /** It denies what it stands beside. */
  readonly isNegation: boolean;
  /** It takes a thing away: what is said of the rest holds the other way round for the thing. */
  readonly isLoss: boolean;
}

/** Beginnings of stemmed English words. */
const english = {
  more:
    "increas improv enhanc elevat promot activ stimul induc upregul acceler strength expand expans higher greater more gain rise " +
    "rose risen rais boost facilit support restor rescu stabil effect benefi posit high contribut augment amplif favor favour " +
    "potenti exacerb encourag foster advanc aid help assist enabl permit allow trigger drive driven evok elicit provok gener " +
    "produc creat initi maintain sustain preserv retain prolong extend acquir accumul grow grew grown growth surg soar climb " +
    "doubl tripl multipl intensif intensifi heighten escal aggrav worsen larger bigger longer faster stronger better superior " +
    "abund frequent greatest highest upward overexpress enrich excess depend requir necess essenti critic crucial associ link " +
    "correl relat abl capab succe success lead led caus result sensit suscept vulner warm exceed add accept win won begin start " +
    "open mobil recruit",
  less:
    "decreas reduc reduct lower less inhibit suppress impair attenu diminish declin block prevent abolish abrog downregul repress " +
    "disrupt limit slow delay fewer weaken antagon harm ineffect negat low shrink lose lost wors worst poor short destabil " +
    "restrict compromis fail counteract amelior allevi halt stop ceas hinder hamper imped obstruct interfer oppos avert avoid " +
    "cut drop fall fell fallen dwindl curb curtail mitig reliev eas lessen eradic revers deter discourag discontinu termin " +
    "arrest dampen blunt deceler underexpress downward smaller smallest lowest least lesser inferior weaker slower scarc rare " +
    "minim deficit insensit incap inact degrad resist protect spare cool reject withdraw end close",
  loss: "defici deplet knockout knockdown knock delet loss absenc inhibitor antagonist silenc null ablat mutant lack inactiv remov elimin without",
};

const negations = new Set(
  (
    "not no nor never neither none cannot unlik unlikely hardli hardly rare rarely unabl unable littl little insuffici insufficient " +
    "dispens dispensable unaffect unaffected unchang unchanged unrel unrelated independ independent t"
  ).split(" "),
);

const chinese = {
  more: /增|升|涨|提高|扩大|加强|加快|促进|改善|多|高|大|快|强|好|超|更|越|长|优|胜|进|推动|有利|赞|喜/u,
  less: /减|降|跌|缩|削弱|抑制|下滑|放慢|少|低|小|慢|弱|差|坏|短|劣|败|退|亏|损|落后|不足|反对|讨厌|难/u,
  negation: /^(?:[不没无未非别莫勿]|并非|从未|绝不|难以)/u,
};

const begins = (words: string): RegExp => new RegExp(`^(?:${words.replaceAll(" ", "|")})`, "u");
const [more, less, loss] = [begins(english.more), begins(english.less), begins(english.loss)];
const nothing: Turn = { sign: 0, isNegation: false, isLoss: false };

/** Words that were looked at; a long run must not keep them all. */
const known = new Map<string, Turn>();
const mostKnown = 20_000;

/** What a word does; `key` is a stemmed Latin word or a Chinese one. */
export function turnOf(key: string): Turn {
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const turn = readTurn(key);
  known.set(key, turn);
  return turn;
}

function readTurn(key: string): Turn {
  if (/^\p{Script=Han}/u.test(key)) {
    const sign = chinese.more.test(key) ? 1 : chinese.less.test(key) ? -1 : 0;
    return { sign, isNegation: chinese.negation.test(key), isLoss: false };
  }
  if (negations.has(key)) return { ...nothing, isNegation: true };
  if (loss.test(key)) return { ...nothing, isLoss: true };
  if (less.test(key)) return { ...nothing, sign: -1 };
  return more.test(key) ? { ...nothing, sign: 1 } : nothing;
}
