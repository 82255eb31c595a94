import { z } from "zod";
import type { OpenObservation } from "../../agent/observation.ts";
import { type AnyTool, defineTool, type ToolContext, type ToolResult } from "../../agent/tool.ts";
import type { JsonValue } from "../../core/json.ts";
import type { ImageViewer } from "../../model/vision/ask-about-image.ts";
import type { PictureTokens } from "../../model/vision/picture-tokens.ts";
import type { BrowserAction, Browsing, BrowserView, RenderOutcome } from "../../web/browser/browsing.ts";
import type { OpenOutcome } from "../../web/page-provider.ts";
import type { SearchProvider } from "../../web/search-provider.ts";
import { batchOpen } from "../surfer/batch-open.ts";
import { renderView, type Section } from "./render-view.ts";
import { screenShower } from "./show-screen.ts";

const elementId = z.string().regex(/^e\d{1,7}$/, "an id from the page's outline, such as e12");

const input = z
  .object({
    action: z.enum(["open", "click", "type", "scroll", "back", "tab", "look", "find", "read", "screenshot"]),
    url: z.string().trim().min(1).max(8_000).optional().describe("open: the address"),
    element: elementId.optional().describe("click, type: the element's id"),
    text: z
      .string()
      .max(5_000)
      .optional()
      .describe("type: the whole text of the field, or the choice of a list"),
    submit: z.boolean().default(false).describe("type: press Enter afterwards"),
    screens: z.coerce
      .number()
      .min(-20)
      .max(20)
      .default(1)
      .describe("scroll: how many screens down; negative is up"),
    tab: z.coerce.number().int().min(1).max(10_000).optional().describe("tab: its number"),
    page: z.coerce.number().int().min(1).max(1_000).default(1).describe("look: page of a long outline"),
    query: z.string().trim().min(1).max(200).optional().describe("find: words; read: what to look for"),
    question: z
      .string()
      .trim()
      .min(1)
      .max(2_000)
      .optional()
      .describe("screenshot: what to find out from the picture"),
  })
  .superRefine((call, issues) => {
    for (const name of needed[call.action] ?? []) {
      if (call[name] === undefined)
        issues.addIssue({ code: "custom", message: `${call.action} needs ${name}`, path: [name] });
    }
  });

type Call = z.infer<typeof input>;

const needed: Readonly<Record<string, readonly ("url" | "element" | "text" | "tab" | "query")[]>> = {
  open: ["url"],
  click: ["element"],
  type: ["element", "text"],
  tab: ["tab"],
  find: ["query"],
};

const description = `A browser for pages that batch_open cannot read: those that need scripts, clicks or forms.
- open: an address; look: the page as an outline, with ids (e12) of what can be acted on; find: lines of it with some words
- click, type, scroll, back, tab: act, and see the page that comes of it. Ids stay valid while the element is there
- read: the page as shown now, as passages with citation ids for \\cite{}; only what was read so can be cited
- screenshot: the screen as a picture, for what the outline does not say (charts, maps); not shown again while it looks the same
Files that pages offer are downloaded into downloads/ of the workspace. There is no login, and dialogs are dismissed.`;

export interface BrowserToolOptions {
  readonly browsing: Browsing;
  /** Makes a source with passages of what the browser shows. */
  readonly read: (
    rendered: Extract<RenderOutcome, { type: "rendered" }>,
    signal: AbortSignal,
  ) => Promise<OpenOutcome>;
  /** Ranks the passages of what is read. */
  readonly search: readonly SearchProvider[];
  /** Present where the policy itself sees pictures: what one takes of its prompt. */
  readonly sight?: PictureTokens;
  /** Looks at pictures for a policy that does not; without one they are only kept. */
  readonly viewer?: ImageViewer;
}

/** Pages that have to be used to be read (paper §4.7): text first, pictures on demand and once. */
export function browser(options: BrowserToolOptions): AnyTool {
  const showScreen = screenShower(options);
  return defineTool({
    name: "browser",
    description,
    input,
    parallel: false,
    paged: true,
    outbound: true,
    run: async (call, context) => {
      if (call.action === "read") return readPage(options, call, context);
      if (call.action === "screenshot") return showScreen(call.question, context);
      const outcome = await options.browsing.act(actionOf(call), context.signal);
      if (outcome.type === "refused")
        return { content: `Not done: ${outcome.why}. Use action look to see the page.`, isError: true };
      return { content: renderView(outcome, sectionOf(call)), data: observed(outcome) };
    },
  });
}

function sectionOf({ action, query, page }: Call): Section {
  return action === "find" && query !== undefined
    ? { type: "find", words: query }
    : { type: "page", page: action === "look" ? page : 1 };
}

/** The schema has made sure of what an action needs. */
function actionOf({
  action,
  url = "",
  element = "",
  text = "",
  submit,
  screens,
  tab = 0,
}: Call): BrowserAction {
  switch (action) {
    case "open":
      return { type: "open", url };
    case "click":
      return { type: "click", element };
    case "type":
      return { type: "type", element, text, submit };
    case "scroll":
      return { type: "scroll", screens };
    case "tab":
      return { type: "tab", tab };
    case "back":
      return { type: "back" };
    case "look":
    case "find":
    case "read":
    case "screenshot":
      return { type: "look" };
    default:
      return action satisfies never;
  }
}

async function readPage(
  { browsing, read, search }: BrowserToolOptions,
  { query }: Call,
  context: ToolContext,
): Promise<ToolResult> {
  const rendered = await browsing.rendered(context.signal);
  if (rendered.type === "refused") return { content: `Not read: ${rendered.why}.`, isError: true };
  const page = {
    name: "browser",
    canOpen: () => true,
    open: (_: string, signal: AbortSignal) => read(rendered, signal),
  };
  return batchOpen({ pages: [page], search }, { urls: [rendered.url], focus: query }, context);
}

/** More than this is no page but a catalogue. */
const mostLinks = 400;

/** Where the page is and leads on: these addresses may be opened from now on. */
function observed({ url, lines }: BrowserView): JsonValue {
  const targets = lines.flatMap(({ details }) =>
    details.flatMap((detail) => (detail.startsWith("to ") ? [detail.slice(3)] : [])),
  );
  const links = [...new Set([url, ...targets])].slice(0, mostLinks);
  const data: OpenObservation = { type: "open", pages: [{ ref: url, passages: [], omitted: 0, links }] };
  return data as unknown as JsonValue;
}
