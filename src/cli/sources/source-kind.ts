import type { AuthorityOf } from "../../retrieval/ranking/authority.ts";
import type { PageProvider } from "../../web/page-provider.ts";
import type { SearchProvider } from "../../web/search-provider.ts";
import type { Messages } from "../messages.ts";
import type { Progress } from "../progress/progress.ts";
import type { Settings } from "../settings.ts";
import type { ReadingWeb } from "./reading-web.ts";

/** What sources are opened with. */
export interface Opening {
  readonly settings: Settings;
  /** Pages of the web that the user named. */
  readonly given: readonly string[];
  readonly messages: Messages;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** What is known of publishers. */
  readonly authorityOf: AuthorityOf;
  /** Absent where nothing of the web may be read. */
  readonly web?: ReadingWeb;
}

/** A source that is open: something to search, something to open documents from, or both. */
export interface OpenedSource {
  readonly search?: SearchProvider;
  readonly pages?: PageProvider;
  close?(): void | Promise<void>;
}

/** A kind of source that a run may have. */
export interface SourceKind {
  /** What it is called before anything is opened; empty where it will not be there or is told of otherwise. */
  names(settings: Settings, given: readonly string[]): readonly string[];
  /** Undefined where the settings want none. Throws `AppError` where it is wanted and cannot be had. */
  open(opening: Opening): Promise<OpenedSource | undefined>;
}
