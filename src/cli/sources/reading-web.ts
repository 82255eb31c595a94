import { type WebPageProvider, webPageProvider } from "../../ingest/web/web-page-provider.ts";
import { waybackUrl } from "../../web/archived-copy.ts";
import type { WebBrowser } from "../../web/browser/open-browser.ts";
import { openRunBrowser } from "../open-senses.ts";
import { type OpenedWeb, openWeb } from "../open-web.ts";
import type { Settings } from "../settings.ts";
import type { WebSettings } from "../web-settings.ts";

/** What the sources of a run read the web with. */
export interface ReadingWeb {
  readonly web: OpenedWeb;
  readonly browser: WebBrowser | undefined;
  readonly pages: WebPageProvider;
  close(): Promise<void>;
}

/** Undefined where nothing of the web may be read. Opens no connection by itself. */
export async function openReadingWeb(
  settings: Settings,
  given: readonly string[],
): Promise<ReadingWeb | undefined> {
  if (!settings.web.isOn) return undefined;
  const web = openWeb(settings.web, settings.cacheDir);
  const browser = await openRunBrowser(settings, web.client);
  const renderer = browser === undefined ? {} : { renderer: browser };
  return {
    web,
    browser,
    pages: pagesOf({ ...web, ...renderer }, settings.web, given),
    async close() {
      await browser?.close();
      await web.close();
    },
  };
}

/** The provider of a run for pages of the web; those that the user gave are on no site's budget. */
export function pagesOf(
  { client, pool, store, renderer }: OpenedWeb,
  settings: WebSettings,
  given: readonly string[],
): WebPageProvider {
  const archive = settings.usesArchive ? { archiveUrl: waybackUrl } : {};
  const rendering = renderer === undefined ? {} : { renderer };
  return webPageProvider({ client, pool, store, given, ...archive, ...rendering });
}
