interface Written {
  /** As it stands beside a number, upper and lower case apart; a pattern. */
  readonly sign?: string;
  /** English words; a pattern, case aside. */
  readonly english: string;
  readonly chinese?: string;
}

/** Measures with their written forms after folding (km² is km2 there). What another begins with stands behind it. */
const measures = {
  km2: {
    sign: "km2|sq\\.? ?km",
    english: "square kilomet(?:er|re)s?",
    chinese: "平方公里|平方千米",
  },
  m2: { sign: "m2|sq\\.? ?m", english: "square met(?:er|re)s?", chinese: "平方米|平米" },
  m3: { sign: "m3", english: "cubic met(?:er|re)s?", chinese: "立方米" },
  ft2: { sign: "ft2|sq\\.? ?ft", english: "square f(?:ee|oo)t", chinese: "平方英尺" },
  mi2: { sign: "sq\\.? ?mi", english: "square miles?", chinese: "平方英里" },
  ha: { sign: "ha", english: "hectares?", chinese: "公顷" },
  acre: { english: "acres?", chinese: "英亩" },
  mu: { english: "mu", chinese: "亩" },
  mmHg: { sign: "mm ?Hg", english: "millimet(?:er|re)s? of mercury", chinese: "毫米汞柱" },
  km: { sign: "kms?", english: "kilomet(?:er|re)s?", chinese: "公里|千米" },
  m: { sign: "m", english: "met(?:er|re)s?", chinese: "米|公尺" },
  cm: { sign: "cm", english: "centimet(?:er|re)s?", chinese: "厘米|公分" },
  mm: { sign: "mm", english: "millimet(?:er|re)s?", chinese: "毫米" },
  μm: { sign: "μm", english: "micromet(?:er|re)s?|microns?", chinese: "微米" },
  nm: { sign: "nm", english: "nanomet(?:er|re)s?", chinese: "[纳奈]米" },
  mi: { sign: "mi", english: "miles?", chinese: "英[里哩]" },
  ft: { sign: "ft", english: "f(?:ee|oo)t", chinese: "英[尺呎]" },
  inch: { english: "inch(?:es)?", chinese: "英[寸吋]" },
  yard: { english: "yards?", chinese: "码(?!头)" },
  kg: { sign: "kgs?", english: "kilogram(?:me)?s?|kilos?", chinese: "公斤|千克" },
  mg: { sign: "mg", english: "milligram(?:me)?s?", chinese: "毫克" },
  μg: { sign: "μg|mcg", english: "microgram(?:me)?s?", chinese: "微克" },
  g: { sign: "g", english: "gram(?:me)?s?", chinese: "克(?![拉服])" },
  t: { english: "(?:metric )?ton(?:ne)?s?", chinese: "公?吨" },
  jin: { english: "jin", chinese: "市?斤" },
  oz: { sign: "oz", english: "ounces?", chinese: "盎司" },
  lb: { english: "lbs?", chinese: "磅" },
  L: { sign: "[Ll]", english: "lit(?:er|re)s?", chinese: "公?升(?![级高至到值])" },
  mL: { sign: "m[Ll]", english: "millilit(?:er|re)s?", chinese: "毫升" },
  celsius: { sign: "° ?C", english: "degrees? (?:c|celsius|centigrade)", chinese: "摄氏度" },
  fahrenheit: { sign: "° ?F", english: "degrees? (?:f|fahrenheit)", chinese: "华氏度" },
  kWh: { sign: "k[Ww]h", english: "kilowatt[- ]hours?", chinese: "千瓦时" },
  MWh: { sign: "MWh", english: "megawatt[- ]hours?", chinese: "兆瓦时" },
  GWh: { sign: "GWh", english: "gigawatt[- ]hours?", chinese: "吉瓦时" },
  kW: { sign: "kW", english: "kilowatts?", chinese: "千瓦" },
  MW: { sign: "MW", english: "megawatts?", chinese: "兆瓦" },
  GW: { sign: "GW", english: "gigawatts?", chinese: "吉瓦" },
  W: { sign: "W", english: "watts?", chinese: "瓦" },
  kHz: { sign: "kHz", english: "kilohertz", chinese: "千赫" },
  MHz: { sign: "MHz", english: "megahertz", chinese: "兆赫" },
  GHz: { sign: "GHz", english: "gigahertz", chinese: "吉赫" },
  Hz: { sign: "Hz", english: "hertz", chinese: "赫兹?" },
  KB: { sign: "[kK]B", english: "kilobytes?" },
  MB: { sign: "MB", english: "megabytes?" },
  GB: { sign: "GB", english: "gigabytes?" },
  TB: { sign: "TB", english: "terabytes?" },
  kPa: { sign: "kPa", english: "kilopascals?", chinese: "千帕" },
  MPa: { sign: "MPa", english: "megapascals?", chinese: "兆帕" },
  nM: { sign: "nM", english: "nanomolar" },
  μM: { sign: "μM", english: "micromolar" },
  mM: { sign: "mM", english: "millimolar" },
  kcal: { sign: "kcal", english: "kilocalories?", chinese: "[千大]卡" },
  kJ: { sign: "kJ", english: "kilojoules?", chinese: "千焦" },
} as const satisfies Readonly<Record<string, Written>>;

export type Measure = keyof typeof measures;

const isMeasure = (name: string): name is Measure => Object.hasOwn(measures, name);

const apart = "(?![\\p{Script=Latin}\\p{N}])";
const forms = Object.keys(measures)
  .filter(isMeasure)
  .map((name): Written & { readonly name: Measure } => ({ name, ...measures[name] }));

/** One pattern for all forms of a kind: its groups are the measures in their order. */
function anyOf(kind: keyof Written, around: (group: string) => string, flags: string) {
  const written = forms.flatMap(({ name, [kind]: text }) => (text === undefined ? [] : [{ name, text }]));
  const pattern = new RegExp(around(written.map(({ text }) => `(${text})`).join("|")), flags);
  return { pattern, names: written.map(({ name }) => name) };
}

const kinds = [
  anyOf("sign", (group) => `^ ?(?:${group})${apart}`, "u"),
  anyOf("english", (group) => `^[ -]?(?:${group})${apart}`, "iu"),
  anyOf("chinese", (group) => `^(?:${group})`, "u"),
];

/** The measure written behind a number, and how far it reaches. */
export function measureAfter(text: string): { readonly unit: Measure; readonly length: number } | undefined {
  for (const { pattern, names } of kinds) {
    const [whole, ...groups] = pattern.exec(text) ?? [];
    const unit = names[groups.findIndex((group) => group !== undefined)];
    if (whole !== undefined && unit !== undefined) return { unit, length: whole.length };
  }
  return undefined;
}
