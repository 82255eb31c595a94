import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { parseRobots } from "../../src/web/robots/parse-robots.ts";
import type { Proof } from "../proof.ts";

const casesSchema = z.array(
  z.object({
    suite: z.string(),
    robots: z.string(),
    userAgent: z.string(),
    url: z.string(),
    allowed: z.boolean(),
  }),
);

/** Google's cases of what a robots.txt allows, from a folder with `robots-cases.json` (`--data`). */
export const fetchRobots: Proof = {
  promise: "fetch.robots",
  async run({ data, say }) {
    if (data === undefined) return { tried: 0, failures: ["give the folder of the cases: --data PATH"] };
    const file = path.join(data, "robots-cases.json");
    const all = casesSchema.parse(JSON.parse(await readFile(file, "utf8")));
    // Two of them ask for raw characters, which no client does: RFC 9309 §2.2.2 has them encoded before they are compared.
    const cases = all.filter(({ url }) => !/[^\x20-\x7e]/.test(url));
    const wrong = cases.filter(({ robots, userAgent, url, allowed }) => {
      return parseRobots(robots, userAgent).allows(pathOf(url)) !== allowed;
    });
    say(`${cases.length} cases of ${new Set(cases.map(({ suite }) => suite)).size} kinds`);
    return { tried: cases.length, failures: wrong.map((one) => JSON.stringify(one)) };
  },
};

/** What is asked of a host: path and query, as the client would ask. */
function pathOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? "/" : `${parsed.pathname}${parsed.search}`;
}
