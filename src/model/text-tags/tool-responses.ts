import { responseCloser, responseOpener, tagNames } from "./tags.ts";

const tags = new RegExp(`<(?=/?(?:${tagNames})>)`, "g");

/** Tool results as one text, in order. Tags of the format within a result, which may come from a page, lose their meaning. */
export function toolResponses(contents: readonly string[]): string {
  return contents
    .map((content) => `${responseOpener}\n${content.replace(tags, "&lt;")}\n${responseCloser}`)
    .join("\n");
}
