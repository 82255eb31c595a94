// Writes src/retrieval/authority/listed.tsv and universities.tsv from the curated texts beside this script and the
// shared candidates: `node scripts/build-authority.ts ../shared/data/source-credibility`. Ratings (wiki_status, pc1) are
// never read: they are what the check set was labelled with.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { getPublicSuffix, parse as parseName } from "tldts";
import { z } from "zod";
import { type CuratedEntry, readCurated } from "./authority/read-curated.ts";

const target = path.join(import.meta.dirname, "../src/retrieval/authority");
/** In the order of the build; what an earlier one lists a later one may not. */
const files =
  "official institutions chinese scholarly bodies societies museums media regional-press european-press world-press culture trade-press low unreliable".split(
    " ",
  );

const candidate = z.object({
  domain: z.string(),
  name: z.string(),
  country: z.string(),
  lang: z.string(),
  category: z.string(),
  basis: z.string(),
});
type Candidate = z.infer<typeof candidate>;

/** Categories of the shared shortlist that name what a publisher is, not how it is rated. */
const categories: Readonly<Record<string, readonly [kind: string, reason: string]>> = {
  government: ["government", "agency"],
  intergovernmental: ["intergovernmental", "intergovernmental"],
  "research-institute": ["research-institute", "academy"],
  "exchange-or-filing": ["exchange-or-filing", "exchange"],
};

const folder = process.argv[2];
if (folder === undefined)
  throw new Error("give the folder with shortlist_core.csv and authority_candidates.csv");
const read = (name: string): readonly Candidate[] =>
  z.array(candidate).parse(parse(readFileSync(path.join(folder, name)), { columns: true }));

const curated = new Map<string, CuratedEntry>();
for (const file of files) {
  const text = readFileSync(path.join(import.meta.dirname, "authority", `${file}.txt`), "utf8");
  for (const entry of readCurated(text)) {
    if (curated.has(entry.domain)) throw new Error(`${entry.domain} is listed twice`);
    if (!isPublicName(entry.domain)) throw new Error(`${entry.domain} has no suffix of the public web`);
    curated.set(entry.domain, entry);
  }
}
for (const { domain, name, country, lang, category } of read("shortlist_core.csv")) {
  const [kind, reason] = categories[category] ?? [];
  if (kind === undefined || reason === undefined || curated.has(domain)) continue;
  const isChinese = /\p{Script=Han}/u.test(name);
  curated.set(domain, {
    domain,
    name: isChinese ? "" : lastPart(name),
    nameZh: isChinese ? name : "",
    kind,
    country: country || "-",
    languages: lang || "en",
    topic: "general",
    official: "yes",
    reliable: "yes",
    reason,
  });
}

/** Whether names end so at all: a slip of the pen in the texts does not. */
function isPublicName(domain: string): boolean {
  const { isIcann, isPrivate } = parseName(domain.split("/")[0] ?? "", { allowPrivateDomains: true });
  return isIcann === true || isPrivate === true;
}

/** `Department of Labor / Occupational Safety and Health Administration` is known by its second part. */
function lastPart(name: string): string {
  return name.split(" / ").at(-1) ?? name;
}

const columns = [
  "domain",
  "name",
  "nameZh",
  "kind",
  "country",
  "languages",
  "topic",
  "official",
  "reliable",
  "reason",
] as const;
const rows = [...curated.values()].toSorted((a, b) => (a.domain < b.domain ? -1 : 1));
write("listed.tsv", [
  columns.join("\t"),
  ...rows.map((row) => columns.map((column) => row[column]).join("\t")),
]);

const isAcademicSuffix = (domain: string): boolean => /^(edu|ac)(\.|$)/.test(getPublicSuffix(domain) ?? "");
const universities = read("authority_candidates.csv")
  .filter(({ domain, basis }) => basis.split(";").includes("hipo-university") && !isAcademicSuffix(domain))
  .filter(({ domain }) => !curated.has(domain) && getPublicSuffix(domain) !== domain)
  .map(({ domain, name, country }) => [domain, name.split(" / ")[0], country || "-"].join("\t"));
write("universities.tsv", ["domain\tname\tcountry", ...universities.toSorted()]);

function write(name: string, lines: readonly string[]): void {
  writeFileSync(path.join(target, name), `${lines.join("\n")}\n`);
  console.log(`${name}: ${lines.length - 1} domains`);
}
