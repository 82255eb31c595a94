import { z } from "zod";
import { readJsonLines } from "../read-json-lines.ts";
import type { BeirData, BeirDocument } from "../retrieval/load-beir.ts";

const page = z.object({ url: z.string(), title: z.string(), lang: z.string(), text: z.string() });
const underlined = /^(\S.*)\n-{3,}$/gm;
const link = /\[([^\]]*)\]\([^)]*\)/g;
const fewestWords = 4;
const shortestParagraph = 60;

/**
 * Pages as known items: a section's heading asks for the page it stands on, of which the paragraphs without that
 * heading are searched. Headings of several pages ask for nothing. Reads `pages.jsonl` of the usagov data, English only.
 */
export async function readKnownItems(file: string): Promise<BeirData> {
  const pages = (await readJsonLines(file, page)).filter(({ lang }) => lang === "en");
  const documents = pages.map(
    ({ url, title, text }): BeirDocument => ({ id: url, title, text: paragraphsOf(text) }),
  );
  const asked = pages.flatMap(({ url, title, text }) =>
    [...text.matchAll(underlined)]
      .map(([, heading = ""]) => ({ url, heading: heading.replace(link, "$1").trim() }))
      .filter(({ heading }) => heading.split(" ").length >= fewestWords && heading !== title),
  );
  const single = [...Map.groupBy(asked, ({ heading }) => heading).values()]
    .filter((same) => same.length === 1)
    .flat();
  return {
    documents: documents.filter(({ text }) => text !== ""),
    queries: single.map(({ url, heading }, at) => ({ id: `${at} ${url}`, text: heading })),
    judgments: new Map(single.map(({ url }, at) => [`${at} ${url}`, new Map([[url, 1]])])),
  };
}

function paragraphsOf(text: string): string {
  return text
    .replace(underlined, "")
    .split("\n")
    .map((line) => line.replace(link, "$1").trim())
    .filter((line) => line.length >= shortestParagraph)
    .join("\n");
}
