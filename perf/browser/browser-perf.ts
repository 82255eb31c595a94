import { createServer } from "node:http";
import { once } from "node:events";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { findChromium } from "../../src/web/browser/find-chromium.ts";
import { freshContext } from "../../src/web/browser/browser-context.ts";
import { startGuardingProxy } from "../../src/web/browser/guarding-proxy.ts";
import { launchChromium } from "../../src/web/browser/launch-chromium.ts";
import { openBrowser } from "../../src/web/browser/open-browser.ts";
import { sameScreenDistance, screenDistance, screenHash } from "../../src/web/browser/screen/screen-hash.ts";
import type { PerfBenchmark, PerfResult } from "../benchmark.ts";
import { spread } from "../spread.ts";
import { globalHash, hammingDistance } from "./global-hash.ts";
import { type ScreenPair, screenPairs } from "./screen-pairs.ts";
import { runSession, sessionPage, type SessionTally } from "./scripted-session.ts";

const usualPages = 4;

/** How far screens are apart that are the same or not, and what share of pictures a session saves by that. */
export const browserPerf: PerfBenchmark = {
  name: "browser",
  description: "distances of screens that are the same or not, and pictures saved in a session of 30 actions",
  async run({ sizes = [usualPages], say }) {
    const signal = new AbortController().signal;
    const pairs = screenPairs(sizes[0] ?? usualPages);
    say(`${pairs.length} pairs of screens`);
    const measured = await measurePairs(pairs, signal);
    say("a session of 30 actions");
    return resultOf(measured, await session(signal));
  },
};

interface Measured extends ScreenPair {
  readonly distance: number;
  readonly bits: number;
}

async function measurePairs(pairs: readonly ScreenPair[], signal: AbortSignal): Promise<readonly Measured[]> {
  const found = await findChromium();
  if (found.type === "missing") throw new Error(`${found.why}. Fix: ${found.fix}`);
  const proxy = await startGuardingProxy({ policy: { namedHosts: new Set(), ports: new Set() } });
  const launched = await launchChromium({ found, proxyPort: proxy.port, signal });
  if (launched.type === "refused") throw new Error(launched.why);
  try {
    const context = await freshContext(launched.browser);
    const page = await context.newPage();
    const measured: Measured[] = [];
    for (const pair of pairs) measured.push(await measure(page, pair));
    return measured;
  } finally {
    await launched.close();
    await proxy.close();
  }
}

async function measure(page: Page, pair: ScreenPair): Promise<Measured> {
  const shot = (): Promise<Buffer> => page.screenshot({ type: "png", animations: "disabled", caret: "hide" });
  await page.setContent(pair.html);
  const before = await shot();
  await page.evaluate(`(async () => void (await (${pair.script})))()`);
  const after = await shot();
  const [one, other] = [screenHash(before), screenHash(after)];
  if (one === undefined || other === undefined) throw new Error("no screenshot");
  const bits = hammingDistance(globalHash(before), globalHash(after));
  return { ...pair, distance: screenDistance(one, other), bits };
}

async function session(signal: AbortSignal): Promise<SessionTally> {
  const server = createServer((request, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end(request.url === "/session" ? sessionPage : "<h1>Second</h1><p>Nothing more.");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const host = `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  const opening = await openBrowser({ namedHosts: [host] });
  if (opening.type === "refused") throw new Error(opening.why);
  await using workspace = await mkdtempDisposable(path.join(tmpdir(), "deepwell-perf-"));
  try {
    return await runSession(opening.browser.browsing(workspace.path), `http://${host}`, signal);
  } finally {
    await opening.browser.close();
    server.close();
  }
}

function resultOf(measured: readonly Measured[], { actions, suppressed, lost }: SessionTally): PerfResult {
  const of = (isChanged: boolean) => measured.filter((one) => one.isChanged === isChanged);
  const row = (subject: string, isChanged: boolean, value: (one: Measured) => number, unit: string) =>
    spread(
      { subject, metric: isChanged ? "changed pairs" : "unchanged pairs", unit },
      of(isChanged).map(value),
    );
  const missed = of(true).filter(({ distance }) => distance <= sameScreenDistance);
  const noisy = of(false).filter(({ distance }) => distance > sameScreenDistance);
  const kinds = (pairs: readonly Measured[]): string =>
    [...new Set(pairs.map(({ kind }) => kind))].join("; ") || "none";
  const closest = of(true)
    .toSorted((one, other) => one.distance - other.distance)
    .slice(0, 5);
  return {
    rows: [
      row("cells", false, ({ distance }) => distance, "of 255"),
      row("cells", true, ({ distance }) => distance, "of 255"),
      row("global hash", false, ({ bits }) => bits, "of 64 bits"),
      row("global hash", true, ({ bits }) => bits, "of 64 bits"),
    ],
    ratios: {
      sameScreenDistance,
      changedMissed: missed.length / of(true).length,
      unchangedShown: noisy.length / of(false).length,
      changedThatGlobalHashMisses: of(true).filter(({ bits }) => bits === 0).length / of(true).length,
      sessionSaved: suppressed / actions,
      sessionLost: lost.length,
    },
    notes: [
      `${of(false).length} unchanged and ${of(true).length} changed pairs; ${actions} actions, ${suppressed} pictures saved`,
      `changed but taken for the same: ${kinds(missed)}`,
      `unchanged but shown: ${kinds(noisy)}`,
      `nearest changed pairs: ${closest.map(({ kind, distance }) => `${kind} (${distance})`).join(", ")}`,
      ...lost.map((action) => `lost in the session: ${action}`),
    ],
  };
}
