import { present } from "../../core/present.ts";
import type { AssistantMessage } from "../message.ts";
import type { Action, PolicyFailure, Usage } from "../policy.ts";

/** What an answer came to when it was over. */
export type AssembledMessage =
  | { readonly type: "action"; readonly action: Action }
  | { readonly type: "failure"; readonly failure: PolicyFailure };

export interface AnswerContent {
  readonly parts: AssistantMessage["parts"];
  readonly usage: Usage | undefined;
  /** The output limit cut the answer off. */
  readonly isTruncated: boolean;
  /** The server has begun an answer at all, if only an empty one. */
  readonly hasBegun: boolean;
}

/** The action that an answer is; a failure where it holds neither a tool call nor visible text. */
export function assembleMessage(content: AnswerContent): AssembledMessage {
  const { parts, usage, isTruncated } = content;
  const saysSomething = parts.some(
    (part) => part.type === "tool-call" || (part.type === "text" && part.text.trim() !== ""),
  );
  if (!saysSomething) return nothingSaid(content);
  const action: Action = {
    message: { role: "assistant", parts },
    ...present({ usage }),
    ...(isTruncated ? { truncated: true } : {}),
  };
  return { type: "action", action };
}

function nothingSaid({ parts, isTruncated, hasBegun }: AnswerContent): AssembledMessage {
  if (!hasBegun) return unusable("The model server ended its answer without a choice. Try again.");
  if (parts.length === 0) return unusable("The model gave an empty answer. Try again.");
  const fix = isTruncated
    ? "Raise the limit of output tokens or ask for less reasoning."
    : "Try again, or start the server with the reasoning parser of this model.";
  return unusable(`The model reasoned but gave neither a tool call nor an answer. ${fix}`);
}

/** An answer that cannot be used; another attempt may give one that can. */
export function unusable(message: string): AssembledMessage {
  return { type: "failure", failure: { code: "MODEL_UNAVAILABLE", message, retryable: true } };
}

/** The model, or a filter of its server, does not want to answer. */
export function refusal(message: string): AssembledMessage {
  return { type: "failure", failure: { code: "MODEL_REFUSED", message, retryable: false } };
}

/** The connection ended before the server said that the answer is over. */
export const brokenOff = unusable(
  "The model server closed the connection in mid-answer. Try again, and look at the server's log.",
);
