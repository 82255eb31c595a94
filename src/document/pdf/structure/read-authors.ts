const institution =
  /\b(?:universit\w*|institut\w*|department|school|college|laborator\w*|faculty|center|centre|inc|corp\w*|ltd|gmbh|academy|abstract|journal|conference|research|group|team|press|street|avenue|road|report|proceedings|volume|editor|received|accepted|hospital|ministry|agency|council|committee|foundation|association|society|office|bureau|national|international|introduction|summary|overview|background|contents|appendix|notes?|results?|methods?|discussion|conclusions?|related|work|table|figure|chapter|section|part|edition|version|draft|policy|guide|manual|handbook|statement|review|analysis|study|survey|paper|model|system|learning|data|published|name|address|form|page|january|february|march|april|june|july|august|september|october|november|december)\b/iu;
const latinName =
  /^\p{Lu}[\p{L}'’.-]*(?:\s+(?:van|von|de|der|den|da|di|du|la|le|dos|bin|ibn|al|el|\p{Lu}[\p{L}'’.-]*)){1,4}$/u;
const hanName = /^\p{Script=Han}{2,4}$/u;

function isName(text: string): boolean {
  return (latinName.test(text) && text.length <= 40) || hanName.test(text);
}

/** Marks of affiliation after a name: raised digits, letters and symbols. */
function withoutMarks(text: string): string {
  return text
    .replace(/[¹²³⁰⁴-⁹*†‡§¶#∗]+|(?<=\p{L})\d+(?:,\d+)*/gu, ",")
    .replace(/(?<=\s)[a-z](?=\s*(?:,|;|$|\band\b))/gu, "")
    .replace(/(?<=\p{Script=Han})\s(?=\p{Script=Han}(?:\s|,|;|$))/gu, "");
}

/** The names in a line of authors; none where anything in it is not surely a name. A lone word of Han says too little. */
export function readAuthorLine(line: string): readonly string[] {
  if (institution.test(line) || /@|https?:|\d{4}/.test(line)) return [];
  const pieces = withoutMarks(line)
    .replace(/^by\s+|^作\s*者[:：]\s*/iu, "")
    .split(/[,;、，；·]|\s(?:and|und|et)\s|&/u)
    .map((piece) => piece.replace(/\s+/g, " ").trim())
    .filter((piece) => piece.length > 1);
  if (pieces.length === 0 || pieces.length > 60 || !pieces.every(isName)) return [];
  const isLoneHan = pieces.length === 1 && /^\p{Script=Han}/u.test(pieces[0] ?? "");
  return isLoneHan && !/^作\s*者/u.test(line) ? [] : pieces;
}

/** The authors in an `Author` field, which programs fill with user names as often as with names. */
export function readAuthorField(field: unknown): readonly string[] {
  if (typeof field !== "string") return [];
  const separator = /;/.test(field) ? /;/ : /,|、|，|\s(?:and|&)\s/u;
  const names = field
    .split(separator)
    .map((name) => name.replace(/\s+/g, " ").trim())
    .filter((name) => name.length > 1 && name.length <= 80);
  const isAccount = names.every((name) =>
    /^(?:user|admin|administrator|owner|root|unknown|anonymous|\(anonymous\)|microsoft|default)\b/i.test(
      name,
    ),
  );
  return isAccount ? [] : names;
}
