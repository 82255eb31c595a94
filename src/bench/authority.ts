import path from "node:path";
import { defaultRanking } from "../retrieval/library.ts";
import { measureLabels, readLabels } from "./authority/labelled-domains.ts";
import { listBaselines, listMetrics, measureCollections } from "./authority/planted-collections.ts";
import { priorLimits } from "./authority/ranked-lists.ts";
import { sample } from "./sample.ts";
import type { Suite } from "./suite.ts";

/** What is known of publishers, against labels, and what it does to ranked lists. */
export const authoritySuite: Suite = {
  name: "authority",
  description:
    "publishers against labels (CSV with domain, label); ranked lists where --lists, or the folder above, has scifact or usagov-pages",
  async run({ data, lists: given, limit, seed = 1 }) {
    const cases = sample(await readLabels(data), limit, seed);
    const { metrics, baselines, counts } = measureLabels(cases, seed);
    const folder = given ?? path.dirname(path.dirname(path.resolve(data)));
    const lists = await measureCollections({ folder, isGiven: given !== undefined, limit, seed });
    const { authorityQuota, authorityReach } = defaultRanking;
    return {
      suite: "authority",
      data,
      n: cases.length,
      metrics: { ...metrics, ...listMetrics(lists) },
      baselines: { ...baselines, ...listBaselines(lists) },
      config: {
        counts,
        prior: priorLimits,
        quota: authorityQuota,
        reach: authorityReach,
        lists: lists.map(({ name, queries, documents }) => ({ name, queries, documents })),
      },
    };
  },
};
