import { present } from "../../core/present.ts";
import { buildDocument } from "../build-document.ts";
import type { ParseHints, ParseOutcome } from "../document.ts";
import { versionDate } from "../promulgation.ts";
import { textToBlocks } from "./text-blocks.ts";

/** Reads decoded plain text into a document; fails as EMPTY where there is none. Never throws. */
export function parseText(text: string, hints: ParseHints): ParseOutcome {
  const blocks = textToBlocks(text);
  if (blocks.length === 0) return { type: "failure", code: "EMPTY", message: "The file has no text." };
  const [first] = blocks;
  const title = first?.type === "heading" && first.level === 1 ? { title: first.text } : {};
  const published = versionDate(blocks, hints.name);
  const document = buildDocument(blocks, {
    mediaType: "text/plain",
    ...title,
    ...present({ published }),
  });
  return { type: "document", document };
}
