import { DomUtils, parseDocument } from "htmlparser2";

/** What a reader sees of a piece of HTML such as an excerpt with its matches in bold: one line, entities decoded. */
export function plainText(markup: string): string {
  const text = /[<&]/.test(markup) ? DomUtils.innerText(parseDocument(markup).childNodes) : markup;
  return text.replace(/\s+/g, " ").trim();
}
