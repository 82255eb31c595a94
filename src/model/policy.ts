import type { JsonValue } from "../core/json.ts";
import type { AssistantMessage, Message } from "./message.ts";

/** A tool as a policy sees it: name, what it is for, JSON Schema of its input. */
export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonValue;
}

/** What is left to spend; `undefined` where there is no limit. */
export interface BudgetStatus {
  readonly turnsUsed: number;
  readonly turnsLeft?: number;
  readonly toolCallsUsed: number;
  readonly toolCallsLeft?: number;
  readonly elapsedMs: number;
  readonly msLeft?: number;
  /** Input and output together; present where the run has such a limit. */
  readonly tokensUsed?: number;
  readonly tokensLeft?: number;
  /** In the currency of the run's price; present where the run has such a limit. */
  readonly costUsed?: number;
  readonly costLeft?: number;
}

/** All a policy may base its next action on. Policies keep no memory of their own between turns. */
export interface PolicyState {
  readonly question: string;
  /** Language the report must be in: BCP 47 primary tag. */
  readonly language: string;
  readonly messages: readonly Message[];
  readonly tools: readonly ToolSpec[];
  readonly budget: BudgetStatus;
  /** The budget is spent: answer from what there is, no tools. */
  readonly mustAnswer: boolean;
}

/** Tokens as the server counted them. */
export interface Usage {
  /** The whole input, with what was taken from the cache or written into it. */
  readonly inputTokens: number;
  /** Of the input, what the server took from its cache. */
  readonly cachedInputTokens?: number;
  /** Of the input, what the server wrote into its cache. */
  readonly cacheWriteInputTokens?: number;
  /** The whole output, with reasoning. */
  readonly outputTokens: number;
  readonly reasoningTokens?: number;
  /** Images of the input, where there are any. */
  readonly images?: number;
}

export interface Action {
  readonly message: AssistantMessage;
  readonly usage?: Usage;
  /** The model hit its output limit: the message is cut off. */
  readonly truncated?: true;
}

export type PolicyEvent =
  | { readonly type: "text-delta"; readonly text: string }
  | { readonly type: "reasoning-delta"; readonly text: string }
  | { readonly type: "action"; readonly action: Action }
  | { readonly type: "failure"; readonly failure: PolicyFailure };

/** Why no action came: the world's doing, so a value and not an exception. */
export interface PolicyFailure {
  readonly code: "MODEL_UNAVAILABLE" | "MODEL_REFUSED" | "MODEL_CONTEXT_EXCEEDED" | "ABORTED";
  readonly message: string;
  readonly retryable: boolean;
  /** Of `MODEL_CONTEXT_EXCEEDED`, in the server's tokens, where it says so. */
  readonly overflow?: { readonly limit?: number; readonly asked?: number };
}

/** Decides the next action: a language model, the embedded policy, a script, a recording. */
export interface Policy {
  /** Shown to people and written into the run: `embedded`, `openai-compatible:qwen3-32b`, `scripted`. */
  readonly name: string;
  /** Whether a language model wrote the prose; reports without one say so. */
  readonly usesLanguageModel: boolean;
  /** What it can write, as BCP 47 primary tags, the one for all other questions first; any language where absent. */
  readonly languages?: readonly [string, ...string[]];
  /**
   * Yields any number of deltas and then exactly one `action` or `failure`. Must not throw or reject
   * because of what the world does.
   */
  act(state: PolicyState, signal: AbortSignal): AsyncIterable<PolicyEvent>;
}
