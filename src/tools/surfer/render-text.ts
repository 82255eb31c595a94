import { tagNames } from "../../model/text-tags/tags.ts";

/** `name="value"` on one line, quotes escaped; empty when there is no value. */
export function attribute(name: string, value: string | undefined): string {
  if (value === undefined || value === "") return "";
  const escaped = value
    .replace(/\s+/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;");
  return `${name}="${escaped}"`;
}

const ownElements =
  "search_results|query|hit|lead|opened_pages|page|passage|outline|links?|browser_page|screen|tab|dialog|document|archive|transcript|image|region|letters|seen";
const ownTags = new RegExp(`<(?=/?(?:${ownElements}|${tagNames}|system|user|assistant)\\b)`, "gi");

/** Text from outside as data: nothing in it can end the element that it stands in, or pass for one of ours. */
export function quoted(text: string): string {
  return text.replace(ownTags, "&lt;");
}

/** Text cut at a sentence end where one is near the limit, saying how much is missing. */
export function cut(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const head = text.slice(0, maxCharacters);
  const end = Math.max(...["\n\n", ". ", "。", "！", "？", "\n"].map((mark) => head.lastIndexOf(mark)));
  const kept = end > maxCharacters * 0.6 ? head.slice(0, end + 1) : wholeCharacters(head);
  return `${kept.trimEnd()} […${text.length - kept.length} more characters]`;
}

/** A cut must not leave half of a surrogate pair. */
function wholeCharacters(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}
