/** Latin letters that others are drawn like, for text that hides behind the likeness. */
const lookalikes: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ["аɑα", "a"],
    ["ЬƄ", "b"],
    ["сϲ", "c"],
    ["ԁ", "d"],
    ["еєε", "e"],
    ["ɡ", "g"],
    ["һ", "h"],
    ["іıι", "i"],
    ["ј", "j"],
    ["κк", "k"],
    ["ӏ", "l"],
    ["м", "m"],
    ["п", "n"],
    ["оοσ", "o"],
    ["рρ", "p"],
    ["ԛ", "q"],
    ["г", "r"],
    ["ѕ", "s"],
    ["тτ", "t"],
    ["υ", "u"],
    ["ν", "v"],
    ["ԝш", "w"],
    ["хχ", "x"],
    ["уγ", "y"],
    ["ᴢ", "z"],
  ].flatMap(([from = "", to = ""]) => Array.from(from).map((letter) => [letter, to])),
);

/** Letters and digits alone, in one case and one alphabet: what stays the same however a text is dressed. */
export function bare(text: string): string {
  const visible = Array.from(text, fromTag).join("");
  const letters = Array.from(
    visible.normalize("NFKD").toLowerCase(),
    (letter) => lookalikes[letter] ?? letter,
  );
  return letters.join("").replace(/[^\p{L}\p{N}]/gu, "");
}

/** Characters of the Tags block (U+E0000) are ASCII that no font shows. */
function fromTag(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return point >= 0xe0020 && point <= 0xe007e ? String.fromCodePoint(point - 0xe0000) : character;
}

const decoders: readonly ((text: string) => string)[] = [
  (text) =>
    text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
      Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"),
    ),
  (text) => text.replace(/&#x([0-9a-f]{1,6});?/gi, (_, code: string) => character(Number.parseInt(code, 16))),
  (text) => text.replace(/&#(\d{1,7});?/g, (_, code: string) => character(Number(code))),
  (text) =>
    text.replace(/\\u\{?([0-9a-f]{4,6})\}?|\\x([0-9a-f]{2})/gi, (_, wide?: string, narrow?: string) =>
      character(Number.parseInt(wide ?? narrow ?? "", 16)),
    ),
];

function character(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

const layers = 3;

/** The text as it stands and as it reads when escapes are undone, up to three layers deep. */
export function unescapedForms(text: string): ReadonlySet<string> {
  const forms = new Set([text]);
  let last = text;
  for (let layer = 0; layer < layers; layer++) {
    last = decoders.reduce((decoded, decode) => decode(decoded), last);
    forms.add(last);
  }
  return forms;
}
