import { oneLine, readMarkup } from "./read-markup.ts";

/** What a reader sees of a piece of HTML such as an excerpt with its matches in bold: one line, entities decoded. */
export function plainText(markup: string): string {
  return oneLine(/[<&]/.test(markup) ? readMarkup(markup, "html").text : markup);
}
