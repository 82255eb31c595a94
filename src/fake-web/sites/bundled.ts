import { type BundledCorpus, readPacked, unpackCorpus } from "../../corpora/bundled-records.ts";
import type { CorpusRecord } from "../../corpora/corpus-record.ts";
import { type FakeSite, pageSite, type PlacedPage } from "../site.ts";

/** Real pages that come with Deepwell, as a site of the fake web; `most` of them, spread over the collection. */
export async function bundledSite(corpus: BundledCorpus, host: string, most: number): Promise<FakeSite> {
  const records = await unpackCorpus(await readPacked(corpus));
  const every = Math.max(1, Math.floor(records.length / Math.max(1, most)));
  const pages = records
    .filter((_, at) => at % every === 0)
    .slice(0, most)
    .map(placed);
  return pageSite({ host, kind: "bundled", pages });
}

function placed({ title, text, language, publisher, modified }: CorpusRecord, at: number): PlacedPage {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/^[#>\s*-]+/, "").trim())
    .filter((paragraph) => paragraph !== "");
  const dated = modified === undefined ? {} : { published: modified };
  return {
    path: `/pages/${at}`,
    page: { title, language: language === "zh" ? "zh" : "en", site: publisher, paragraphs, ...dated },
  };
}
