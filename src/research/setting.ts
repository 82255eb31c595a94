import type { Approval } from "../agent/approval.ts";
import type { RunLimits } from "../agent/events.ts";
import type { SecretMask } from "../agent/guard/secret-mask.ts";
import type { SourceStore } from "../agent/tool.ts";
import type { Clock } from "../core/clock.ts";
import type { JsonValue } from "../core/json.ts";
import type { Policy } from "../model/policy.ts";
import type { Price } from "../model/prices/price.ts";
import type { RunDirectory } from "../run/run-directory.ts";
import type { HostProxyOptions } from "../run/sandbox/network/host-proxy.ts";
import type { SandboxRefusal } from "../run/sandbox/refusal.ts";
import type { SandboxTerminals } from "../run/sandbox/terminals.ts";
import type { AuthorityOf } from "../retrieval/ranking/authority.ts";
import type { PageProvider } from "../web/page-provider.ts";
import type { SearchProvider } from "../web/search-provider.ts";
import type { Senses } from "./senses.ts";

export interface ResearchOptions {
  readonly question: string;
  /** Of the report, as BCP 47 primary tag; that of the question when absent. */
  readonly language?: string;
  readonly policy: Policy;
  readonly search: readonly SearchProvider[];
  readonly pages: readonly PageProvider[];
  /** What is known of publishers, for the report; that of the bundled index where absent. */
  readonly authorityOf?: AuthorityOf;
  /** How the caller opened the sources, for whoever resumes the run; written into `run.json` as it is. */
  readonly openedWith?: JsonValue;
  /** Folder in which the run's own directory is made. */
  readonly runsDir: string;
  readonly limits?: RunLimits;
  /** What the policy's model costs; the run counts money by it from now on. */
  readonly price?: Price;
  /** What the models of other roles cost, where it is not `price`. */
  readonly rolePrices?: NonNullable<RunLimits["rolePrices"]>;
  /** The language models by role, as `run.json` tells of them; holds no keys. */
  readonly models?: JsonValue;
  /** Context window of the policy's language model, in tokens; 128,000 by default. */
  readonly contextTokens?: number;
  /** Writes the notes on turns that no longer fit into it; without one they are extracted. */
  readonly summarise?: Policy;
  /** Says of every claim of the finished report whether its passages bear it; without one nobody is asked. */
  readonly judge?: Policy;
  /** What happens to sentences that their sources do not support: marked (default) or dropped. */
  readonly unsupported?: "mark" | "strict";
  /**
   * Whether the agent may run commands in a sandbox: never (default), where the policy is a language model and
   * the sandbox proves that it holds, or always, and then no run begins without it.
   */
  readonly shell?: "off" | "auto" | "required";
  /** Hosts that these commands may reach, as `readNamedHosts` gives them; none unless given, and never kept for a resumption. */
  readonly shellNetwork?: ShellNetwork;
  /** A browser, a model that sees and the like, for policies that are language models; nothing unless given. */
  readonly senses?: Senses;
  /**
   * Tools of which each call needs a person's yes, and who is asked. A resumed run keeps the tools it began with and adds
   * these. Waiting for an answer is time of the run.
   */
  readonly approval?: Approval;
  /**
   * Values that must never leave the machine and are never written down: keys, canaries. They are looked for in everything
   * that would leave, and taken out of everything that the run keeps.
   */
  readonly secrets?: readonly string[];
  /** For one tool call; 120 s by default. */
  readonly toolTimeoutMs?: number;
  readonly clock?: Clock;
  /** Stops the run at once; it ends as `interrupted`. */
  readonly signal?: AbortSignal;
}

/** The hosts, as `host:port`; of those, the ones that may be reached although they are not public. */
export type ShellNetwork = Pick<HostProxyOptions, "hosts" | "privateHosts">;

/** The sandbox of a run; off, with the reason, where it was wanted and cannot be. */
export type Shell =
  | { readonly type: "on"; readonly terminals: SandboxTerminals }
  | { readonly type: "off"; readonly refusal?: SandboxRefusal };

/** Options with every default filled in, and what belongs to this one run. */
export interface Setting extends Omit<ResearchOptions, "signal" | "runsDir" | "shell"> {
  readonly language: string;
  readonly limits: RunLimits;
  readonly clock: Clock;
  readonly directory: RunDirectory;
  readonly sources: SourceStore;
  readonly shell: Shell;
  /** Made of `secrets`. */
  readonly mask: SecretMask;
  readonly signal: AbortSignal;
  readonly stopSignal: AbortSignal;
  /** Finishes the turn under way, then answers. */
  readonly stop: () => void;
  /** Ends the run now. */
  readonly cancel: () => void;
  readonly startedAt: string;
}
