import type { Passage, Source } from "../core/source.ts";

export interface PageLink {
  readonly text: string;
  /** Absolute. */
  readonly url: string;
}

export type OpenOutcome =
  | {
      readonly type: "page";
      readonly source: Source;
      /** The stored text; its SHA-256 is `source.id`. */
      readonly text: string;
      readonly passages: readonly Passage[];
      /** Where it leads on, for pages of the web; these URLs may be opened from then on. */
      readonly links?: readonly PageLink[];
    }
  | {
      readonly type: "failure";
      readonly code: string;
      readonly message: string;
      readonly retryable: boolean;
    };

/** Something whole documents can be had from: the local library, the web. Never throws for what the world does. */
export interface PageProvider {
  readonly name: string;
  /** `ref` is a URL or a source id (64 hex digits, or a prefix of at least 8). */
  canOpen(ref: string): boolean;
  open(ref: string, signal: AbortSignal): Promise<OpenOutcome>;
}
