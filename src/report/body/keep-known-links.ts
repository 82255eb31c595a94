import { withoutClosing } from "../../core/addresses-in-text.ts";
import type { Block, Inline } from "./body.ts";
import type { KnownUrls } from "./known-urls.ts";
import { mapInlines } from "./map-inlines.ts";

export interface LinkedBody {
  readonly body: readonly Block[];
  /** Targets that links lost and addresses that were taken out, as they were written. */
  readonly removed: readonly string[];
}

/** An address with a scheme, or a host with a common ending, with or without a path. */
const address =
  /(?<![a-z0-9])(?:[a-z][a-z0-9+.-]{1,12}:\/\/|www\.)[^\s<>"'`）】」』，。；、|]+|(?<![a-z0-9])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:com|org|net|gov|edu|int|mil|info|biz|io|ai|app|dev|example|test|invalid|onion|xyz|top|site|online|shop|club|link|click|live|news|cn|hk|tw|jp|kr|uk|us|ca|au|de|fr|eu|ru|in|br|ch|nl|se|es|it)\b(?:\/[^\s<>"'`）】」』，。；、|]*)?/gi;
const addressInCode = /(?<![a-z0-9])(?:[a-z][a-z0-9+.-]{1,12}:\/\/|www\.)[^\s<>"'`）】」』，。；、|]+/gi;
const scheme = /^[a-z][a-z0-9+.-]*:\/\//i;
/** Marks that look like citations but were typed by the writer, and scraps of ids. */
const typedMark =
  /\s?(?:web_[0-9a-f]{8,64}|\[\^?\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]|【\d{1,3}(?:[†:][^】]{0,40})?】)/g;

/**
 * Takes every address out of a body that the run did not meet: unknown links become their text, unknown addresses in
 * text and code vanish, and so do citation marks that the writer typed.
 */
export function keepKnownLinks(blocks: readonly Block[], known: KnownUrls): LinkedBody {
  const removed: string[] = [];
  const clean = (inlines: readonly Inline[]): readonly Inline[] =>
    inlines.flatMap((inline): readonly Inline[] => {
      if (inline.type === "text") return cleanText(inline.text);
      if (inline.type === "code") return [{ ...inline, text: cleanCode(inline.text) }];
      if (!("children" in inline)) return [inline];
      if (inline.type !== "link") return [{ ...inline, children: clean(inline.children) }];
      const url = known.find(inline.url);
      if (url !== undefined) return [{ type: "link", url, children: unlinked(inline.children) }];
      removed.push(inline.url);
      return clean(inline.children);
    });
  const cleanText = (text: string): readonly Inline[] => {
    const parts: Inline[] = [];
    let position = 0;
    for (const match of text.matchAll(address)) {
      const written = withoutClosing(match[0]);
      const kept = keptAddress(written, known);
      if (kept === undefined) removed.push(written);
      parts.push({ type: "text", text: text.slice(position, match.index) });
      parts.push(kept ?? { type: "text", text: hole });
      position = match.index + written.length;
    }
    if (position < text.length) parts.push({ type: "text", text: text.slice(position) });
    return tidy(parts);
  };
  const cleanCode = (text: string): string =>
    text.replace(typedMark, "").replace(addressInCode, (match) => {
      if (known.find(withoutClosing(match)) !== undefined) return match;
      removed.push(withoutClosing(match));
      return "";
    });
  const body = mapInlines(blocks, clean).map((block) => mapCode(block, cleanCode));
  return { body, removed };
}

function mapCode(block: Block, map: (code: string) => string): Block {
  if (block.type === "code") return { ...block, text: map(block.text) };
  if (block.type === "list") {
    return { ...block, items: block.items.map((item) => item.map((child) => mapCode(child, map))) };
  }
  return block.type === "quote"
    ? { ...block, children: block.children.map((child) => mapCode(child, map)) }
    : block;
}

function keptAddress(written: string, known: KnownUrls): Inline | undefined {
  const url = known.find(scheme.test(written) ? written : `https://${written}`);
  const text: Inline = { type: "text", text: written };
  if (url !== undefined) return written.includes("/") ? { type: "link", url, children: [text] } : text;
  const isHostOnly = !written.includes("/");
  return isHostOnly && known.hasHost(written) ? text : undefined;
}

/** Link text holds no second link. */
function unlinked(inlines: readonly Inline[]): readonly Inline[] {
  return inlines.flatMap((inline) => (inline.type === "link" ? inline.children : [inline]));
}

/** Stands where an address was; no parsed text has it. */
const hole = "\u0000";
const emptied = new RegExp(`[([（<]\\s*${hole}\\s*[)\\]）>]|${hole}`, "g");

/** Joins text and mends the holes that removed addresses leave. */
function tidy(parts: readonly Inline[]): readonly Inline[] {
  const joined: Inline[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.type === "text" && last?.type === "text") {
      joined[joined.length - 1] = { type: "text", text: last.text + part.text };
    } else joined.push(part);
  }
  return joined.flatMap((part): readonly Inline[] => {
    if (part.type !== "text") return [part];
    const text = part.text
      .replace(typedMark, "")
      .replace(emptied, "")
      .replace(/ {2,}/g, " ")
      .replace(/ +(?=[,.;:!?，。；：！？])/g, "");
    return text === "" ? [] : [{ type: "text", text }];
  });
}
