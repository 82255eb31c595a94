import type { Browser, BrowserContext, Page } from "playwright-core";
import { version } from "../../core/version.ts";
import { productToken } from "../web-client.ts";
import type { RenderOutcome } from "./browsing.ts";
import { serialiseVisible } from "./page/serialise-visible.ts";

/** The screen that pages are laid out for, in CSS pixels. */
export const screenSize = { width: 1280, height: 800 } as const;

/**
 * A context with nothing in it: no cookies, no cache, no permission, no service worker; it tells servers what it is.
 * What it holds is gone when it is closed.
 */
export async function freshContext(browser: Browser): Promise<BrowserContext> {
  const major = browser.version().split(".")[0] ?? "";
  return browser.newContext({
    viewport: screenSize,
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36 ${productToken}/${version}`,
    serviceWorkers: "block",
    permissions: [],
    acceptDownloads: true,
    reducedMotion: "reduce",
    locale: "en-US",
  });
}

/** What a reader sees of a page, as markup. */
export async function readRendered(page: Page, status: number): Promise<RenderOutcome> {
  const html = await page.evaluate<unknown>(serialiseVisible);
  const url = page.url();
  if (typeof html !== "string" || !/^https?:/.test(url))
    return { type: "refused", why: "there is no page of the web" };
  return { type: "rendered", url, status, html, fetchedAt: new Date().toISOString() };
}
