import { responseCloser, responseOpener } from "./tags.ts";

/** Tool results as one text, in order. Tags of the format within a result, which may come from a page, lose their meaning. */
export function toolResponses(contents: readonly string[]): string {
  return contents
    .map((content) => `${responseOpener}\n${withoutTags(content)}\n${responseCloser}`)
    .join("\n");
}

function withoutTags(content: string): string {
  return content.replace(/<(?=\/?(?:tool_response|tool_?call|think|answer)>)/g, "&lt;");
}
