import { refuseSecretPages } from "../agent/guard/refuse-secret-sources.ts";
import type { AnyTool } from "../agent/tool.ts";
import { present } from "../core/present.ts";
import { analyzeImage } from "../tools/image/analyze-image.ts";
import { asr } from "../tools/asr/asr.ts";
import { browser } from "../tools/browser/browser.ts";
import { fileParser } from "../tools/file-parser/file-parser.ts";
import type { RenderOutcome } from "../web/browser/browsing.ts";
import type { OpenOutcome } from "../web/page-provider.ts";
import type { Senses } from "./senses.ts";
import type { Setting } from "./setting.ts";

export interface SenseTools {
  readonly tools: readonly AnyTool[];
  /** Closes what they had open. */
  close(): Promise<void>;
}

const none: SenseTools = { tools: [], close: async () => {} };

/**
 * The tools for what a language model can ask for and the embedded policy cannot. Files come into the workspace by the
 * browser or the shell; without either there is nothing that the others could look at.
 */
export function senseTools({ senses = {}, policy, search, directory, shell, mask }: Setting): SenseTools {
  const { browser: web, editor, viewer, sight, letters, parse, transcribe } = senses;
  if (!policy.usesLanguageModel || (web === undefined && shell.type === "off")) return none;
  const browsing = web?.browsing(directory.workspace);
  const seeing = present({ viewer, sight });
  const tabs =
    web === undefined || browsing === undefined
      ? []
      : [
          browser({
            browsing,
            search,
            read: (rendered, signal) => read(web, rendered, { mask, signal }),
            ...seeing,
          }),
        ];
  return {
    tools: [
      ...tabs,
      analyzeImage({
        ...seeing,
        ...present({ editor, letters }),
      }),
      ...(parse === undefined ? [] : [fileParser(parse)]),
      ...(transcribe === undefined ? [] : [asr(transcribe)]),
    ],
    close: async () => browsing?.close(),
  };
}

/** What holds a secret of this machine is read no more than if it came by another way. */
function read(
  web: NonNullable<Senses["browser"]>,
  rendered: Extract<RenderOutcome, { type: "rendered" }>,
  { mask, signal }: Pick<Setting, "mask" | "signal">,
): Promise<OpenOutcome> {
  const page = { name: "browser", canOpen: () => true, open: () => web.read(rendered, signal) };
  return refuseSecretPages(page, mask).open(rendered.url, signal);
}
