const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi,
    (whole, decimal, hexadecimal, name) => {
      if (typeof name === "string") return named[name.toLowerCase()] ?? whole;
      const code = typeof decimal === "string" ? Number(decimal) : Number.parseInt(String(hexadecimal), 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
    },
  );
}

const inline = /^<\/?(?:a|b|i|em|strong|span|font|small|big|sub|sup|u|s|code|abbr|cite|q|mark|time)\b/i;
const raw = /^<(script|style|template|noscript)\b/i;

/**
 * The text of markup by taking tags out, one paragraph for each run between block tags: what is left to do
 * with markup that is too deep or too large for a tree. One pass, no nesting.
 */
export function stripTags(html: string): readonly string[] {
  const paragraphs: string[] = [];
  let parts: string[] = [];
  const flush = (): void => {
    const text = decodeEntities(parts.join("")).replace(/\s+/g, " ").trim();
    if (text !== "") paragraphs.push(text);
    parts = [];
  };
  let position = 0;
  while (position < html.length) {
    const open = html.indexOf("<", position);
    parts.push(html.slice(position, open < 0 ? html.length : open));
    if (open < 0) break;
    const isComment = html.startsWith("<!--", open);
    const end = isComment ? html.indexOf("-->", open + 4) : html.indexOf(">", open);
    if (end < 0) break;
    const tag = html.slice(open, Math.min(end, open + 40));
    position = end + (isComment ? 3 : 1);
    const skipped = raw.exec(tag)?.[1];
    if (skipped !== undefined) {
      const close = html.indexOf(`</${skipped}`, position);
      position = close < 0 ? html.length : close;
    }
    if (!isComment && !inline.test(tag)) flush();
  }
  flush();
  return paragraphs;
}
