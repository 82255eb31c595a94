import type { LoopbackMessage } from "../../src/model/loopback-reply.ts";

/** What every loop is given to do: the same instructions, tool and results, one tool call a turn. */
export const instructions = "You research with the tool `read_page`, page after page, and then answer.";
export const question = "What do the pages say of harbour dues?";
export const tool = { name: "read_page", description: "Reads a page.", argument: "number" } as const;

const resultCharacters = 20_000;
const sentences = [
  "The harbour takes a due for each ton of cargo that is landed on its quays.",
  "Carts wait behind the customs house until the clerk has weighed what they carry.",
  "Ships of other flags pay twice as much in the months of the herring.",
  "The council hears complaints about the scales on the first day of each quarter.",
];

/** The 20 KB that a page says; other words for each page. */
export function pageText(number: number): string {
  const lines: string[] = [];
  let length = 0;
  for (let at = 0; length < resultCharacters; at++) {
    const line = `Article ${number}.${at}. ${sentences[(number + at) % sentences.length] ?? ""}${at % 5 === 4 ? "\n" : ""}`;
    lines.push(line);
    length += line.length + 1;
  }
  return lines.join("\n").slice(0, resultCharacters);
}

/** What the model says to its nth request: another page, or at last the answer. */
export function modelReply(index: number, turns: number): LoopbackMessage {
  const usage = { prompt_tokens: 1_000, completion_tokens: 20, total_tokens: 1_020 };
  if (index >= turns) return { type: "message", text: "<answer>Dues are taken by the ton.</answer>", usage };
  return {
    type: "message",
    text: "I read on.",
    deltaLength: 200,
    toolCalls: [{ id: `call_${index}`, name: tool.name, arguments: { [tool.argument]: index } }],
    usage,
  };
}
