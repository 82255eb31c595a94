import type { ImageViewer } from "../model/vision/ask-about-image.ts";
import type { PictureTokens } from "../model/vision/picture-tokens.ts";
import type { Transcribe } from "../tools/asr/asr.ts";
import type { ReadLetters } from "../tools/image/read-letters.ts";
import type { ParseFile } from "../tools/file-parser/file-parser.ts";
import type { Browsing, RenderOutcome } from "../web/browser/browsing.ts";
import type { PictureEditor } from "../web/browser/crop-picture.ts";
import type { OpenOutcome } from "../web/page-provider.ts";

/** What a run can perceive beside search hits and pages as text; each only where it is there. */
export interface Senses {
  readonly browser?: {
    /** Tabs for a run with this workspace. */
    browsing(workspace: string): Browsing;
    /** Makes a source with passages of what the browser shows. */
    read(rendered: Extract<RenderOutcome, { type: "rendered" }>, signal: AbortSignal): Promise<OpenOutcome>;
  };
  readonly editor?: PictureEditor;
  /** What a picture takes of a prompt; present where the policy itself sees pictures. */
  readonly sight?: PictureTokens;
  /** A model that is asked about pictures. */
  readonly viewer?: ImageViewer;
  /** A program that reads text in pictures. */
  readonly letters?: ReadLetters;
  readonly parse?: ParseFile;
  readonly transcribe?: Transcribe;
}
