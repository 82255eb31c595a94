import type { Page, Response } from "playwright-core";
import { errorMessage } from "../../../core/errors.ts";

/** For one navigation of a tab. */
export const navigationMs = 30_000;
const mostAttempts = 4;
/** For the navigation that crossed an attempt to arrive; after it the next attempt would be crossed by the same one. */
const crossingMs = 1000;

/**
 * Opens an address in a tab and waits for its document; throws Playwright's error where that fails. Tried again where
 * the page that is being left goes elsewhere by itself at that moment (a reload by a timer, a redirect by a script),
 * which aborts what was asked for.
 */
export async function goTo(page: Page, url: string): Promise<Response | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await page.goto(url, { waitUntil: "domcontentloaded", timeout: navigationMs });
    } catch (error) {
      if (attempt === mostAttempts || !wasCrossed(error)) throw error;
      await page.waitForEvent("framenavigated", { timeout: crossingMs }).catch(() => undefined);
    }
  }
}

/** Why an address could not be opened, by an error of `goTo`. */
export function whyNotOpened(error: unknown): string {
  if (isTimeout(error)) return "it took too long";
  return networkError(error) ?? errorMessage(error).split("\n")[0] ?? "";
}

/** Whether an error of `goTo` says that the address is a file to download. */
export function isDownload(error: unknown): boolean {
  return errorMessage(error).includes("Download is starting");
}

/** Chromium says so in several ways, of which `net::ERR_ABORTED` is but one; some have no words at all. */
function wasCrossed(error: unknown): boolean {
  if (isDownload(error) || isTimeout(error)) return false;
  return (networkError(error) ?? aborted) === aborted;
}

const aborted = "net::ERR_ABORTED";

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}

function networkError(error: unknown): string | undefined {
  return /net::[A-Z_]+/.exec(errorMessage(error))?.[0];
}
