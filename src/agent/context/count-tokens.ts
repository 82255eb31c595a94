import { estimateTokens } from "../../core/tokens.ts";
import type { Message, ToolResultPart } from "../../model/message.ts";
import type { ToolSpec } from "../../model/policy.ts";

/** What roles, ids and separators cost beside the text of a message or call, about. */
const framingTokens = 6;

const counted = new WeakMap<object, number>();

/** How many tokens a message takes in a prompt, about. Counted once for each message, however often it is sent. */
export function messageTokens(message: Message): number {
  switch (message.role) {
    case "system":
    case "user":
      return remembered(message, () => framingTokens + estimateTokens(message.text));
    case "assistant":
      return framingTokens + sum(message.parts.map((part) => remembered(part, () => partTokens(part))));
    case "tool":
      return sum(message.parts.map((part) => remembered(part, () => partTokens(part))));
    default:
      return message satisfies never;
  }
}

/** What messages and tools take in a prompt together, about. */
export function promptTokens(messages: readonly Message[], tools: readonly ToolSpec[]): number {
  const specs = tools.map((tool) =>
    remembered(tool, () => framingTokens + estimateTokens(JSON.stringify(tool))),
  );
  return sum(messages.map(messageTokens)) + sum(specs);
}

/** No text has more tokens a UTF-16 unit. */
export const mostTokensPerUnit = 1.4;

/**
 * Whether a prompt is longer than so many tokens. Does not count what is new to it where the whole is surely not longer:
 * that can be done when there is time (`promptTokens`).
 */
export function isLonger(messages: readonly Message[], tools: readonly ToolSpec[], limit: number): boolean {
  const bounds = messages.map((message) =>
    message.role === "tool" ? sum(message.parts.map(mostTokens)) : messageTokens(message),
  );
  return sum(bounds) + promptTokens([], tools) > limit && promptTokens(messages, tools) > limit;
}

function mostTokens(part: ToolResultPart): number {
  const pictures = sum((part.pictures ?? []).map((picture) => picture.tokens));
  return counted.get(part) ?? framingTokens + part.content.length * mostTokensPerUnit + pictures;
}

type Part = Extract<Message, { readonly role: "assistant" | "tool" }>["parts"][number];

function partTokens(part: Part): number {
  switch (part.type) {
    case "text":
    case "reasoning":
      return estimateTokens(part.text);
    case "tool-call":
      return framingTokens + estimateTokens(part.rawInput ?? JSON.stringify(part.input));
    case "tool-result":
      return (
        framingTokens +
        estimateTokens(part.content) +
        sum((part.pictures ?? []).map((picture) => picture.tokens))
      );
    default:
      return part satisfies never;
  }
}

function remembered(key: object, count: () => number): number {
  const known = counted.get(key);
  if (known !== undefined) return known;
  const tokens = count();
  counted.set(key, tokens);
  return tokens;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
