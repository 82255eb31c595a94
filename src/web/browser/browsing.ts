/**
 * A browser that an agent looks at and acts in, one for a run. What the `browser` tool needs; `openBrowser` is one.
 */
export interface Browsing {
  /** Does one thing in the current tab and tells what came of it. Returns whatever happens; throws only for bugs. */
  act(action: BrowserAction, signal: AbortSignal): Promise<BrowserOutcome>;
  /** The screen as it is now; `unchanged` when it looks as it did the last time it was given. */
  screenshot(signal: AbortSignal): Promise<ScreenOutcome>;
  /** The page of the current tab as a reader sees it, as markup. */
  rendered(signal: AbortSignal): Promise<RenderOutcome>;
  /** Closes the tabs and forgets all that they held. Idempotent. */
  close(): Promise<void>;
}

export type BrowserAction =
  | { readonly type: "open"; readonly url: string }
  | { readonly type: "click"; readonly element: string }
  /** Replaces what stands in the element; in a list of choices it chooses. */
  | { readonly type: "type"; readonly element: string; readonly text: string; readonly submit: boolean }
  /** In heights of the screen; negative is up. */
  | { readonly type: "scroll"; readonly screens: number }
  | { readonly type: "back" }
  | { readonly type: "tab"; readonly tab: number }
  | { readonly type: "look" };

export type BrowserOutcome =
  | ({ readonly type: "view" } & BrowserView)
  /** Nothing was done, or it failed; why, and what to do. */
  | { readonly type: "refused"; readonly why: string };

export interface BrowserView {
  readonly url: string;
  readonly title: string;
  /** HTTP status of a page that was opened just now. */
  readonly status?: number;
  /** The page as an outline of what can be seen, with ids of what can be acted on. */
  readonly lines: readonly PageLine[];
  /** In CSS pixels. */
  readonly scroll: { readonly top: number; readonly height: number; readonly screenHeight: number };
  readonly tabs: readonly BrowserTab[];
  /** What happened besides: downloads, refused requests, tabs that opened. Deepwell's own words. */
  readonly notes: readonly string[];
  /** What the page said in dialogs, which were all dismissed. */
  readonly dialogs: readonly string[];
}

export interface PageLine {
  readonly depth: number;
  /** Id for actions; absent for what is only read. The same element keeps it for as long as it is there. */
  readonly element?: string;
  /** `link`, `button`, `heading`, `text` … as the accessibility tree has it. */
  readonly role: string;
  readonly text: string;
  /** Value of a field, target of a link, state of a box. */
  readonly details: readonly string[];
}

export interface BrowserTab {
  readonly number: number;
  readonly url: string;
  readonly isCurrent: boolean;
}

export type ScreenOutcome =
  | { readonly type: "screen"; readonly png: Uint8Array; readonly change: ScreenChange }
  | { readonly type: "unchanged" }
  | { readonly type: "refused"; readonly why: string };

/** How far a screen is from the one before (`screenDistance`); `undefined` for the first. */
export type ScreenChange = number | undefined;

export type RenderOutcome =
  | {
      readonly type: "rendered";
      readonly url: string;
      readonly status: number;
      readonly html: string;
      /** ISO 8601 instant. */
      readonly fetchedAt: string;
    }
  | { readonly type: "refused"; readonly why: string };

/** Something that runs the scripts of a page and gives what a reader then sees. Never throws for what the world does. */
export interface PageRenderer {
  render(url: string, signal: AbortSignal): Promise<RenderOutcome>;
}
