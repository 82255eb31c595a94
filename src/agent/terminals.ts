/**
 * Terminals in which commands of the agent run, each with a shell that keeps its folder and its variables. What
 * the `shell` tool needs of a run; the run's sandbox is one.
 */
export interface Terminals {
  /** Does one thing in one terminal and waits as asked. Returns whatever happens; throws only for bugs. */
  act(request: TerminalRequest, signal: AbortSignal): Promise<TerminalOutcome>;
}

export interface TerminalRequest {
  /** Lower-case letters, digits and dashes; opened when there is none of this name. */
  readonly terminal: string;
  readonly action: TerminalAction;
  readonly wait: TerminalWait;
  /** Lines above the screen to show with it. */
  readonly scrollback: number;
}

export type TerminalAction =
  | { readonly type: "run"; readonly command: string }
  /** Text as it stands, then keys by tmux's names, such as `Enter` and `C-c`. */
  | { readonly type: "send"; readonly text: string; readonly keys: readonly string[] }
  | { readonly type: "look" }
  | { readonly type: "kill" };

/** When to look: the command is over, a text has come, or nothing has changed for a while; at the latest in time. */
export interface TerminalWait {
  readonly until:
    | { readonly type: "end" }
    | { readonly type: "text"; readonly text: string }
    | { readonly type: "quiet"; readonly quietMs: number };
  readonly timeoutMs: number;
}

export type TerminalOutcome =
  | ({ readonly type: "view" } & TerminalView)
  /** Nothing was done, or what was there is gone; why, and what to do. */
  | { readonly type: "refused"; readonly why: string };

export interface TerminalView {
  readonly state: TerminalState;
  /** What was waited for came before the time was over. */
  readonly isReached: boolean;
  readonly screen: string;
  /** Of the last command of this terminal. */
  readonly output?: TerminalOutput;
}

export type TerminalState =
  | { readonly type: "prompt"; readonly exitCode: number }
  | { readonly type: "running" }
  /** The shell itself is over. */
  | { readonly type: "ended"; readonly exitCode?: number };

export interface TerminalOutput {
  /** Without what is meant for a terminal only; whole. */
  readonly text: string;
  /** Where it is kept, relative to the workspace. */
  readonly file: string;
  /** The command wrote more than is kept. */
  readonly isCut: boolean;
}
