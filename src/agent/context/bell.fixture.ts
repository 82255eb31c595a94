import { z } from "zod";
import { type AnyTool, defineTool } from "../tool.ts";

/** A tool that answers with its number and that many dings. */
export function bell(dings: number): AnyTool {
  return defineTool({
    name: "bell",
    description: "Rings.",
    input: z.object({ at: z.number() }),
    parallel: true,
    run: async ({ at }) => ({ content: `Bell ${at} says ${"ding dong ".repeat(dings)}` }),
  });
}

/** The words of a text, each once. */
export function words(text: string): readonly string[] {
  return [...new Set(text.toLowerCase().match(/\p{L}+|\d+/gu))];
}
