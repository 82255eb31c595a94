import { AppError } from "../core/errors.ts";
import { present } from "../core/present.ts";
import type { WebPageProvider } from "../ingest/web/web-page-provider.ts";
import type { RoleModels } from "../model/selection/model-choice.ts";
import { visionModel } from "../model/selection/sees-images.ts";
import { transcribe } from "../model/speech/transcribe.ts";
import { startsWithTags } from "../model/text-tags/action-format.ts";
import { pictureTokens } from "../model/vision/picture-tokens.ts";
import { imageViewer } from "../model/vision/ask-about-image.ts";
import type { Senses } from "../research/senses.ts";
import { openBrowser, type WebBrowser } from "../web/browser/open-browser.ts";
import type { WebClient } from "../web/web-client.ts";
import { choosePolicy } from "./choose-policy.ts";
import type { OpenedWeb } from "./open-web.ts";
import type { Settings } from "./settings.ts";
import { installedLetters } from "./tesseract.ts";

/**
 * The browser of a run, where one works; nothing is started yet. Throws `BROWSER_UNAVAILABLE` where there must be one
 * and cannot.
 */
export async function openRunBrowser(
  { browser, web }: Pick<Settings, "browser" | "web">,
  client: WebClient,
): Promise<WebBrowser | undefined> {
  if (browser === "off") return undefined;
  // What sites say of programs that read them holds for the browser as well.
  const robots = async (url: string, signal: AbortSignal): Promise<string | undefined> => {
    const verdict = await client.mayRead(url, signal);
    return verdict.type === "failure" ? verdict.message : undefined;
  };
  const opening = await openBrowser({ namedHosts: web.namedHosts, robots });
  if (opening.type === "ready") return opening.browser;
  if (browser !== "required") return undefined;
  const { why, fix } = opening;
  throw new AppError("BROWSER_UNAVAILABLE", "There is no browser to open pages in.", { why, fix });
}

export interface SensesOptions {
  readonly web: OpenedWeb;
  readonly pages: WebPageProvider;
  readonly browser: WebBrowser | undefined;
}

/**
 * What a run with a language model perceives beside text. Documents of the user's own keep the browser away unless it
 * was asked for, as they keep search engines away: what a model types into a page leaves the machine.
 */
export function openSenses(
  { browser: wanted, docs }: Settings,
  { web, pages, browser }: SensesOptions,
): Senses {
  const isHeldBack = docs.length > 0 && wanted !== "required";
  return {
    parse: async ({ name, bytes, hints }, signal) => {
      const { outcome } = await web.pool.parse({ path: name, bytes, hints }, signal);
      if (outcome.type === "unchanged") throw new Error("nothing was known of the file before");
      return outcome;
    },
    letters: installedLetters(process.env),
    ...present({ editor: browser }),
    ...(browser === undefined || isHeldBack
      ? {}
      : {
          browser: {
            browsing: (workspace: string) => browser.browsing(workspace),
            read: (rendered, signal) => pages.read(rendered, signal),
          },
        }),
  };
}

/**
 * What models and services add to the senses of a run. The research model is shown pictures itself where it is the one
 * that looks at them: known to see, or named for it.
 */
export function withModels(
  senses: Senses,
  { speech, actionFormat }: Pick<Settings, "speech" | "actionFormat">,
  models: RoleModels | undefined,
): Senses {
  const hearing: Senses =
    speech === undefined ? {} : { transcribe: (request, signal) => transcribe(speech, request, signal) };
  const vision = models === undefined ? undefined : visionModel(models);
  if (models === undefined || vision === undefined) return { ...senses, ...hearing };
  const { research } = models;
  const isItself = vision.model === research.model && vision.baseUrl === research.baseUrl;
  const viewer = imageViewer(choosePolicy({ ...models, vision }, { role: "vision", actionFormat }));
  return {
    ...senses,
    ...hearing,
    viewer,
    ...(isItself && !startsWithTags(actionFormat, research.model) ? { sight: pictureTokens(research) } : {}),
  };
}
