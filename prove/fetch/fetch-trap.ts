import { fakeClock } from "../../src/core/clock.ts";
import { createParsePool } from "../../src/ingest/parse-pool.ts";
import { webPageProvider } from "../../src/ingest/web/web-page-provider.ts";
import { clientFor, startSite, untilDone } from "../../src/web/loopback-site.fixture.ts";
import type { Proof } from "../proof.ts";

const usualMazes = 50;
const mostPages = 20;
const mostMs = 60_000;
const words = "ice snow valley spring river figure book winter measure people water stone".split(" ");

/** Mazes of generated pages, each read by a reader that opens every link it is shown. */
export const fetchTrap: Proof = {
  promise: "fetch.trap",
  async run({ seed, size = usualMazes, say }) {
    const pool = createParsePool({ size: 2, timeoutMs: 30_000 });
    const failures: string[] = [];
    for (let maze = 0; maze < size; maze += 1) {
      const { pages, ms } = await walk(seed + maze, pool);
      // The page under way when the minute ends may still be finished.
      if (pages > mostPages || ms > mostMs + longestPageMs)
        failures.push(`maze ${maze}: ${pages} pages, ${ms} ms`);
      if (pages < 2) failures.push(`maze ${maze} was not entered`);
      say(`maze ${maze + 1} of ${size}: ${pages} pages, ${Math.round(ms / 1000)} s`);
    }
    await pool.close();
    return { tried: size, failures };
  },
};

const longestPageMs = 8_000;

async function walk(
  seed: number,
  pool: ReturnType<typeof createParsePool>,
): Promise<{ readonly pages: number; readonly ms: number }> {
  let state = seed;
  const next = (below: number): number => {
    state = (state * 48_271 + 11) % 2_147_483_647;
    return state % below;
  };
  const clock = fakeClock();
  const pageMs = next(longestPageMs);
  await using site = await startSite((request, response) => {
    if (request.url === "/robots.txt") return;
    clock.advance(pageMs);
    const text = Array.from({ length: 150 }, () => words[next(words.length)]).join(" ");
    const links = Array.from(
      { length: 1 + next(12) },
      () => `<li><a href="/${next(1e9)}">Room ${next(1e9)} of it</a></li>`,
    );
    response.writeHead(200, { "content-type": "text/html" });
    response.end(
      `<html><title>Room</title><main><h1>Room</h1><p>${text}.</p><ul>${links.join("")}</ul></main></html>`,
    );
  });
  await using client = clientFor([site]);
  const provider = webPageProvider({ client, pool, given: [site.origin], clock });
  const queue = [site.origin];
  for (let opened = 0; opened < 100; opened += 1) {
    const url = queue.shift();
    if (url === undefined) break;
    const outcome = await provider.open(url, untilDone);
    if (outcome.type === "page") queue.push(...(outcome.links ?? []).map((link) => link.url));
  }
  return { pages: site.requests.length, ms: clock.monotonicMs() };
}
