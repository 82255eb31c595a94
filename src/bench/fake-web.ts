import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fakeWeb } from "../fake-web/fake-web.ts";
import type { FakeQuestion } from "../fake-web/world.ts";
import { mapInOrder } from "../ingest/map-in-order.ts";
import { createParsePool } from "../ingest/parse-pool.ts";
import { embeddedPolicy } from "../policy/embedded-policy.ts";
import { createWebClient } from "../web/web-client.ts";
import { bootstrapMean } from "./bootstrap.ts";
import { type Asking, askFakeWeb } from "./fake-web/ask-fake-web.ts";
import { scoreTold, toldMeasures, type ToldScores } from "./fake-web/score-told.ts";
import { sample } from "./sample.ts";
import type { MetricValue, Suite } from "./suite.ts";

/** Runs at the same time: most of a run is waiting for servers. */
const concurrency = 6;

/** What the embedded policy believes where sources disagree, on a web of farms, mirrors, old pages and official ones. */
export const fakeWebSuite: Suite = {
  name: "fake-web",
  description:
    "Questions with known answers put to the embedded policy on a made-up web: does it lead with the right figure, " +
    "a content farm's or an outdated one. --seed makes another web, with other figures; --data is not needed.",
  needsData: false,
  async run({ data, limit, seed = 1 }) {
    await using web = await fakeWeb({ seed });
    const client = createWebClient({ ...web.clientOptions, hostDelayMs: 0 });
    const pool = createParsePool({ size: 1, timeoutMs: 30_000, maxMb: 512 });
    const runsDir = await mkdtemp(path.join(tmpdir(), "deepwell-fake-web-"));
    const asking: Asking = { web, client, pool, policy: embeddedPolicy(), runsDir };
    const questions = sample(web.questions, limit, seed);
    const scores: ToldScores[] = [];
    try {
      const ask = async (question: FakeQuestion): Promise<ToldScores> =>
        scoreTold(question, await askFakeWeb(question.question, asking), (url) => web.kindOf(url));
      for await (const one of mapInOrder(questions, ask, concurrency)) scores.push(one);
    } finally {
      await Promise.all([client.close(), pool.close(), rm(runsDir, { recursive: true, force: true })]);
    }
    const measured = toldMeasures.map((name): readonly [string, MetricValue] => [
      name,
      bootstrapMean(
        scores.map((score) => score[name]),
        { seed },
      ),
    ]);
    return {
      suite: "fake-web",
      data,
      n: questions.length,
      metrics: Object.fromEntries(measured),
      baselines: {},
      config: {
        policy: "embedded",
        seed,
        sites: web.sites.length,
        asked: "how much a permit costs and how long it takes, half of each",
      },
    };
  },
};
