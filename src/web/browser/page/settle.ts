import type { Page } from "playwright-core";

const loadMs = 10_000;
const quietMs = 250;
const longestQuietMs = 3_000;

/** Runs in the page: resolves when its document has not changed for a while, at the latest in time. */
const untilQuiet = `new Promise((resolve) => {
  const finish = () => { observer.disconnect(); clearTimeout(last); clearTimeout(end); resolve(); };
  let last = setTimeout(finish, ${quietMs});
  const end = setTimeout(finish, ${longestQuietMs});
  const observer = new MutationObserver(() => { clearTimeout(last); last = setTimeout(finish, ${quietMs}); });
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
})`;

/**
 * Waits until a page has loaded and its document is quiet, a few seconds at the most: pages that never are have to be
 * looked at all the same.
 */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("load", { timeout: loadMs }).catch(() => undefined);
  // Where the page goes elsewhere meanwhile, the new one is waited for.
  for (let attempt = 0; attempt < 3 && !page.isClosed(); attempt += 1) {
    const isQuiet = await Promise.race([
      page.evaluate(untilQuiet).then(
        () => true,
        () => false,
      ),
      page.waitForTimeout(longestQuietMs + quietMs).then(
        () => true,
        () => true,
      ),
    ]);
    if (isQuiet) return;
    await page.waitForLoadState("load", { timeout: loadMs }).catch(() => undefined);
  }
}
