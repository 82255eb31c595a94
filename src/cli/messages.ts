import type { RunStatus } from "../agent/events.ts";
import type { CitationFigures } from "../judge/citation/count-judgement.ts";
import type { ExpectedRun } from "../model/prices/estimate-cost.ts";
import type { NearestPage } from "../research/nearest-page.ts";
import type { Phase } from "../research/run-cost.ts";
import type { Activity } from "./progress/view-state.ts";

/** Every text that the command line shows to people, in one language. */
export interface Messages {
  readonly activity: (activity: Activity) => string;
  readonly counts: (counts: Counts) => readonly string[];
  readonly plan: string;
  readonly more: (hidden: number) => string;
  readonly stopHint: string;
  readonly cancelHint: string;
  readonly stopping: string;
  readonly cancelled: string;
  readonly start: (parts: StartLine) => string;
  /** What searches the web, in a few words; empty `engines` where nothing does. */
  readonly webSearch: (engines: readonly string[]) => string;
  readonly searchOffForDocuments: string;
  readonly noNetwork: (why: string) => string;
  readonly limits: Limits;
  readonly embeddedPolicy: string;
  readonly modelByKey: (provider: string, model: string, variable: string) => string;
  readonly modelByServer: (model: string, baseUrl: string) => string;
  readonly estimate: (low: string, high: string, turns: number) => string;
  readonly estimateUnpriced: (tokens: number) => string;
  readonly estimateBasis: (
    run: ExpectedRun,
    tokens: { readonly inputTokens: number; readonly outputTokens: number },
  ) => string;
  readonly priceFrom: (published: string) => string;
  readonly estimateNothing: string;
  readonly shellOff: (why: string, fix: string) => string;
  readonly usedAlias: (alias: string, canonical: string) => string;
  readonly preparing: (collection: string) => string;
  readonly prepared: (sources: number, seconds: number) => string;
  readonly ingesting: string;
  readonly ingested: (documents: number, failures: number) => string;
  readonly readingPages: string;
  readonly pagesRead: (pages: number, failures: number) => string;
  readonly foundPassages: (passages: number, sources: number) => string;
  readonly toolFailed: (text: string) => string;
  readonly planned: (done: number, total: number) => string;
  readonly budgetWarning: (what: string, percent: number) => string;
  readonly compacted: (tokensBefore: number, tokensAfter: number) => string;
  readonly outcome: Readonly<Record<Outcome, string>>;
  readonly nearest: (page: NearestPage) => string;
  readonly checked: (checked: Checked) => string;
  readonly heard: (text: string) => string;
  /** Asks for a person's yes; what follows it is the answer. */
  readonly mayCall: (toolName: string, input: string) => string;
  readonly notAllowed: (toolName: string, answer: "no" | "nobody") => string;
  readonly steered: (id: string) => string;
  readonly steeredLater: (id: string) => string;
  readonly cancelling: (id: string) => string;
  readonly finishing: (id: string) => string;
  readonly forked: (id: string, from: string, turn: number) => string;
  readonly runStatus: Readonly<Record<RunStatus | "running", string>>;
  readonly forkedFrom: (id: string, turn: number) => string;
  readonly limitsAre: (limits: string) => string;
  readonly citable: (passages: number) => string;
  readonly lastCall: (toolName: string, input: string) => string;
  readonly unread: (text: string) => string;
  readonly stillRunning: (id: string) => string;
  readonly noRunYet: string;
  readonly nothingToClean: string;
  readonly wouldRemove: string;
  readonly elapsed: (seconds: string, turns: number, toolCalls: number) => string;
  /** `total` is absent where no price is known. */
  readonly cost: (total: string | undefined, isEstimate: boolean) => string;
  /** In place of an amount. */
  readonly pricesHeading: string;
  readonly ownPrice: string;
  readonly unknownCost: string;
  readonly costOfRuns: (count: number) => string;
  readonly nothingPaid: string;
  readonly unpriced: (requests: number) => string;
  readonly requests: (count: number) => string;
  /** What models are asked for, in the order in which a run asks. */
  readonly phases: Readonly<Record<Phase, string>>;
  readonly judged: (judge: string, figures: CitationFigures) => string;
  readonly tokens: (input: number, cached: number, output: number) => string;
  readonly modelIsNamed: (model: string) => string;
  readonly foundKey: (provider: string, variable: string) => string;
  readonly foundServer: (model: string, baseUrl: string) => string;
  readonly modelProposed: (model: string, file: string) => string;
  readonly modelWritten: (model: string, file: string) => string;
  /** Where a setting comes from that nobody has set. */
  readonly byDefault: string;
  /** Of a file. */
  readonly absent: string;
  readonly files: string;
  readonly next: string;
  readonly why: string;
  readonly fix: string;
}

/** The parts of the first line of a run. */
export interface StartLine {
  readonly policy: string;
  readonly search: string;
  readonly collections: string;
  readonly limits: string;
}

export interface Limits {
  readonly turns: (count: number) => string;
  readonly toolCalls: (count: number) => string;
  readonly time: (text: string) => string;
  readonly tokens: (count: number) => string;
  readonly cost: (text: string) => string;
  readonly none: string;
}

export interface Counts {
  readonly queries: number;
  readonly found: number;
  readonly read: number;
  readonly failures: number;
  readonly turn: number;
  readonly maxTurns?: number;
}

export type Outcome = "verified" | "partial" | "not-found" | "failed" | "interrupted" | "unverified";

export interface Checked {
  readonly claims: number;
  /** Claims for which every check passes. */
  readonly supported: number;
  readonly quotes: number;
  readonly quotesFound: number;
  readonly numbers: number;
  readonly numbersFound: number;
  readonly dropped: number;
}
