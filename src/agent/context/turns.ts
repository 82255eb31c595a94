import type {
  AssistantMessage,
  Message,
  ToolMessage,
  ToolResultPart,
  UserMessage,
} from "../../model/message.ts";

/** A message of the policy with the results of its calls. */
export interface Turn {
  readonly said: AssistantMessage;
  readonly results?: ToolMessage;
  /** What a person said behind it. */
  readonly heard: readonly UserMessage[];
}

export interface Conversation {
  /** What stands before the first turn: the system prompt and the task. */
  readonly opening: readonly Message[];
  readonly turns: readonly Turn[];
}

/** Takes a history apart into its opening and its turns; together they are the history. */
export function splitTurns(messages: readonly Message[]): Conversation {
  const first = messages.findIndex((message) => message.role === "assistant");
  const opening = first < 0 ? messages : messages.slice(0, first);
  const turns: Turn[] = [];
  for (const message of messages.slice(opening.length)) {
    if (message.role === "assistant") turns.push({ said: message, heard: [] });
    const last = turns.at(-1);
    if (last === undefined) continue;
    if (message.role === "tool") turns[turns.length - 1] = { ...last, results: message };
    if (message.role === "user") turns[turns.length - 1] = { ...last, heard: [...last.heard, message] };
  }
  return { opening, turns };
}

/** The messages of a turn as they are sent: without the structured results, which no language model reads. */
export function turnMessages({ said, results, heard }: Turn): readonly Message[] {
  return results === undefined ? [said, ...heard] : [said, withoutData(results), ...heard];
}

const bare = new WeakMap<ToolMessage, ToolMessage>();

/** The same object whenever it is asked for, so that it is counted and written once however often it is sent. */
function withoutData(results: ToolMessage): ToolMessage {
  const known = bare.get(results);
  if (known !== undefined) return known;
  const parts = results.parts.map((part): ToolResultPart => {
    const { data: _, ...rest } = part;
    return part.data === undefined ? part : rest;
  });
  const made: ToolMessage = { role: "tool", parts };
  bare.set(results, made);
  return made;
}
