import type { RunEvent } from "../../agent/events.ts";
import type { Messages } from "../messages.ts";

/** Shows how a run goes, on stderr only. */
export interface Progress {
  /** One line that stays; safe while a live view is drawn. */
  say(line: string): void;
  /** What is being waited for before the run starts; replaces the last one where the terminal can. */
  preparing(what: string, part: { readonly done: number; readonly total: number }): void;
  event(event: RunEvent): void;
  /** Leaves the terminal to whoever works with it, and shows the run again afterwards. */
  aside<T>(work: () => Promise<T>): Promise<T>;
  /** The user has asked to stop; `line` stays. */
  stopping(line: string): void;
  /** Leaves the terminal as it was found. Idempotent. */
  end(): void;
}

export interface ProgressOptions {
  readonly question: string;
  readonly level: "quiet" | "normal" | "verbose";
  readonly stream: NodeJS.WriteStream;
  readonly color: boolean;
  readonly messages: Messages;
}
