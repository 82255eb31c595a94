type Rule = readonly [pattern: RegExp, replacement: string];

// Applied alike to texts and queries: a word that is no British spelling (promise) only meets itself elsewhere.
const endings: readonly Rule[] = [
  [/^([a-z]{2,})our(|s|ed|ing|er|ers|al|able|ful|less|ite|ites|ly|ist|ists)$/, "$1or$2"],
  [/^([a-z]{3,})is(e|es|ed|er|ers|ing|ation|ations|ational)$/, "$1iz$2"],
  [/^([a-z]{2,})lys(e|ed|er|ers|ing)$/, "$1lyz$2"],
  [/^([a-z]*(?:cent|met|theat|lit|fib|calib|lust|spect|sab))re(|s|d)$/, "$1er$2"],
  [/^([a-z]*(?:anal|catal|dial|monol|prol|epil|hom))ogue(|s|d)$/, "$1og$2"],
  [
    /^((?:trav|canc|mod|lab|chann|lev|couns|mars|tunn|fu|unrav)el|(?:sign|tot|riv|equ|di)al)l(ed|ing|er|ers)$/,
    "$1$2",
  ],
];
const letters: readonly Rule[] = [
  [/ae/g, "e"],
  [/oe/g, "e"],
  [/sulph/g, "sulf"],
];
const words: ReadonlyMap<string, string> = new Map(
  (
    "aeroplane airplane aeroplanes airplanes aerofoil airfoil aerofoils airfoils ageing aging aluminium aluminum " +
    "artefact artifact artefacts artifacts cheque check cheques checks defence defense defences defenses " +
    "enrol enroll enrolment enrollment fulfil fulfill fulfilment fulfillment grey gray judgement judgment " +
    "judgements judgments licence license licences licenses mould mold moulds molds moulding molding " +
    "offence offense offences offenses plough plow programme program programmes programs sceptical skeptical " +
    "skilful skillful tyre tire tyres tires"
  )
    .match(/\S+ \S+/g)
    ?.map((pair): [string, string] => {
      const [british = "", american = ""] = pair.split(" ");
      return [british, american];
    }),
);
const minLettersForDigraphs = 6;

/** American spelling of a lower-case English word: colour, haemoglobin, centre, analyse. */
export function americanSpelling(word: string): string {
  const listed = words.get(word);
  if (listed !== undefined) return listed;
  const plain = word.length < minLettersForDigraphs ? word : applyAll(word, letters);
  for (const [pattern, replacement] of endings) {
    if (pattern.test(plain)) return plain.replace(pattern, replacement);
  }
  return plain;
}

function applyAll(word: string, rules: readonly Rule[]): string {
  return rules.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), word);
}
