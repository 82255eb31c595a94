import type { JsonValue } from "../core/json.ts";
import type { Evidence } from "../core/source.ts";
import type { AssistantMessage, KeptPicture, Message } from "../model/message.ts";
import type { BudgetStatus, Usage } from "../model/policy.ts";
import type { Price } from "../model/prices/price.ts";
import type { TodoItem } from "./observation.ts";

/** How a run ended. `answered` is before the report's claims are checked. */
export type RunStatus = "answered" | "partial" | "not-found" | "failed" | "interrupted";

export type RunEvent =
  | {
      readonly type: "run-start";
      readonly runId: string;
      readonly question: string;
      readonly language: string;
      readonly policy: string;
      readonly usesLanguageModel: boolean;
      readonly tools: readonly string[];
      /** Names of the tools whose calls need a person's yes. */
      readonly ask: readonly string[];
      readonly systemPrompt: string;
      readonly userMessage: string;
      readonly limits: RunLimits;
      /** Context window of the language model, where one was given. */
      readonly contextTokens?: number;
      readonly startedAt: string;
      /** The run this one was branched from, and the last turn they have in common. */
      readonly forkedFrom?: { readonly runId: string; readonly turn: number };
    }
  | {
      readonly type: "turn-start";
      readonly turn: number;
      readonly budget: BudgetStatus;
      readonly mustAnswer: boolean;
      /** Why this turn has to be the answer, when it has to. */
      readonly spent?: string;
    }
  | { readonly type: "text-delta"; readonly turn: number; readonly text: string }
  | { readonly type: "reasoning-delta"; readonly turn: number; readonly text: string }
  | {
      readonly type: "message-end";
      readonly turn: number;
      readonly message: AssistantMessage;
      readonly usage?: Usage;
      /** What the turn took from the budget; absent for policies that use no tokens. */
      readonly spending?: TurnSpending;
      /** The fallback policy that said this, where the run's own gave no answer although it had to. */
      readonly fallback?: string;
      /** The model hit its output limit: the message is cut off. */
      readonly truncated?: true;
    }
  /** A person told the run something while it was under way. */
  | { readonly type: "user-message"; readonly turn: number; readonly id: string; readonly text: string }
  /** The policy had no action for a passing reason and is asked once more. */
  | { readonly type: "turn-retry"; readonly turn: number; readonly reason: string }
  /** A call waits for a person's yes. */
  | {
      readonly type: "approval-request";
      readonly turn: number;
      readonly callId: string;
      readonly toolName: string;
      readonly input: JsonValue;
    }
  | {
      readonly type: "approval-end";
      readonly turn: number;
      readonly callId: string;
      readonly toolName: string;
      /** What the person said; `nobody` where there was none to ask. */
      readonly answer: "yes" | "no" | "nobody";
    }
  | {
      readonly type: "tool-call";
      readonly turn: number;
      readonly callId: string;
      readonly toolName: string;
      readonly input: JsonValue;
      /** It was under way when the run was interrupted, and is made once more: its effect may be there already. */
      readonly again?: true;
    }
  | {
      readonly type: "tool-result";
      readonly turn: number;
      readonly callId: string;
      readonly toolName: string;
      readonly content: string;
      readonly data?: JsonValue;
      readonly evidence: readonly Evidence[];
      readonly isError: boolean;
      /** Pictures for a model that sees; their bytes are in files of the run. */
      readonly pictures?: readonly KeptPicture[];
      readonly elapsedMs: number;
      /** The call was not made, because the budget of tool calls was spent. */
      readonly skipped?: true;
      /** Where the whole is kept, for the `file` tool: `content` is an extract of it. */
      readonly storedAs?: string;
      /** What stands there, so that a journal can make the file again; of no use to anybody else, see `withoutWhole`. */
      readonly whole?: string;
    }
  /** What is sent to the language model was made shorter; the history stays as it is. */
  | {
      readonly type: "compaction";
      /** The turn that is about to start. */
      readonly turn: number;
      /** Number of the segment that begins here; the first one, without a compaction, is 1. */
      readonly segment: number;
      /** All that is sent from now on, until more is said. */
      readonly messages: readonly Message[];
      /** Turns, from the first on, of which only the notes are left. */
      readonly droppedTurns: number;
      readonly notes: string;
      /** Of the prompt, as estimated. */
      readonly tokensBefore: number;
      readonly tokensAfter: number;
      /**
       * The context of the model as far as its server has told by refusing a prompt, in estimated tokens; holds for the rest
       * of the run. Absent where the compaction was the run's own choice.
       */
      readonly learnedTokens?: number;
      /** The model that wrote the notes; absent where they are extracted. */
      readonly summariser?: string;
      readonly usage?: Usage;
      readonly spending?: TurnSpending;
    }
  /** A model was asked for something beside the next action, and beside notes: see `compaction` for those. */
  | {
      readonly type: "model-use";
      readonly turn: number;
      readonly role: SideRole;
      readonly model: string;
      readonly usage?: Usage;
      readonly spending?: TurnSpending;
    }
  | { readonly type: "plan-update"; readonly turn: number; readonly items: readonly TodoItem[] }
  | {
      readonly type: "budget-warning";
      readonly turn: number;
      readonly what: string;
      readonly usedShare: number;
      /** What a language model is told about it, behind the newest message. */
      readonly note?: string;
    }
  | { readonly type: "turn-end"; readonly turn: number }
  | {
      readonly type: "run-end";
      readonly status: RunStatus;
      readonly turns: number;
      readonly toolCalls: number;
      readonly elapsedMs: number;
      readonly reason?: string;
    };

/** Hard limits of a run; absent means none. */
export interface RunLimits {
  readonly maxTurns?: number;
  readonly maxToolCalls?: number;
  readonly maxMs?: number;
  /** Input and output of the model together, over all turns. */
  readonly maxTokens?: number;
  /** In the currency of `price`; needs one. */
  readonly maxCost?: number;
  /** What the model costs; then the run counts money. */
  readonly price?: Price;
  /** What models of other roles cost, where it is not `price`; money in another currency is not counted. */
  readonly rolePrices?: Readonly<Partial<Record<SideRole, Price | "unknown">>>;
}

/** What a model may be asked for beside the next action. */
export type SideRole = "summarise" | "judge" | "vision";

/** What one turn used. */
export interface TurnSpending {
  readonly tokens: number;
  readonly cost: number;
  /** The server did not count, so the tokens are estimated. */
  readonly isEstimate?: true;
  /** It took money that is not in `cost`: its price is not known, or is in another currency than the run's. */
  readonly isUnpriced?: true;
}

/** The event as it is shown and remembered: what a long result said is in its file. */
export function withoutWhole(event: RunEvent): RunEvent {
  if (event.type !== "tool-result") return event;
  const { whole: _, ...rest } = event;
  return rest;
}

/** Events that are shown but not kept: they are parts of a `message-end` that follows. */
export function isTransient(event: RunEvent): boolean {
  return event.type === "text-delta" || event.type === "reasoning-delta";
}
