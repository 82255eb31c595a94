import { readFileSync } from "node:fs";
import {
  type AuthorityKind,
  authorityKinds,
  type AuthorityReason,
  type Reliability,
  reliabilities,
} from "../../core/authority.ts";

/** An entry of the index. */
export interface ListedDomain {
  /** A host name, or a host name and the first part of a path. */
  readonly domain: string;
  readonly name?: string;
  readonly nameZh?: string;
  readonly kind: AuthorityKind;
  readonly country?: string;
  /** BCP 47 tags; `mul` where it is not said which. */
  readonly languages: readonly string[];
  readonly topic: string;
  readonly official: boolean;
  readonly reliable: Reliability;
  /** Id of a reason. */
  readonly reason: string;
}

export interface Listing {
  readonly domains: ReadonlyMap<string, ListedDomain>;
  readonly reasons: ReadonlyMap<string, AuthorityReason>;
}

const domainForm = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[a-z0-9-]+)?$/;
const countryForm = /^(?:[A-Z]{2}|-)$/;
const columns = 10;

/** Reads `listed.tsv`. Throws an `Error` that names the line for one that is malformed, repeated or has no reason. */
export function readListed(
  text: string,
  reasons: ReadonlyMap<string, AuthorityReason>,
): readonly ListedDomain[] {
  const seen = new Set<string>();
  return rowsOf(text).map((row, index) => {
    const entry = row.length === columns ? readRow(row) : undefined;
    if (entry === undefined || seen.has(entry.domain) || !reasons.has(entry.reason))
      throw new Error(
        `listed.tsv, line ${index + 2}: malformed, listed twice or without a reason: ${row[0]}`,
      );
    seen.add(entry.domain);
    return entry;
  });
}

/** By hand: a schema takes five times as long over 6,000 lines, and this is on the way of every run. */
function readRow(row: readonly string[]): ListedDomain | undefined {
  const [domain = "", name = "", nameZh = "", kindText, country = "", languages = "", topic = ""] = row;
  const [officialText, reliableText, reason = ""] = row.slice(7);
  const kind = authorityKinds.find((known) => known === kindText);
  const reliable = reliabilities.find((known) => known === reliableText);
  const isFormed = domainForm.test(domain) && countryForm.test(country) && languages !== "" && topic !== "";
  if (!isFormed || kind === undefined || reliable === undefined || !/^(?:yes|no)$/.test(officialText ?? ""))
    return undefined;
  return {
    domain,
    kind,
    languages: languages.split(","),
    topic,
    official: officialText === "yes",
    reliable,
    reason,
    ...(name === "" ? {} : { name }),
    ...(nameZh === "" ? {} : { nameZh }),
    ...(country === "-" ? {} : { country }),
  };
}

/** Reads `reasons.tsv`: an id, and the reason in English and in Chinese. */
export function readReasons(text: string): ReadonlyMap<string, AuthorityReason> {
  return new Map(
    text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => {
        const [id = "", en = "", zh = ""] = line.split("\t");
        if (en === "" || zh === "") throw new Error(`reasons.tsv: ${id} lacks a language`);
        return [id, { en, zh }];
      }),
  );
}

/** Reads `universities.tsv`: places that no academic suffix covers. */
export function readUniversities(text: string): readonly ListedDomain[] {
  return rowsOf(text).map(([domain = "", name = "", country = "-"]) => ({
    domain,
    name,
    kind: "university",
    languages: ["mul"],
    topic: "education",
    official: false,
    reliable: "yes",
    reason: "university-list",
    ...(country === "-" ? {} : { country }),
  }));
}

function rowsOf(text: string): readonly (readonly string[])[] {
  return text
    .split("\n")
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => line.split("\t"));
}

/** The listing that comes with Deepwell; about 30 ms. */
export function readBundledListing(): Listing {
  const file = (name: string): string => readFileSync(new URL(`./${name}`, import.meta.url), "utf8");
  const reasons = readReasons(file("reasons.tsv"));
  const all = [...readUniversities(file("universities.tsv")), ...readListed(file("listed.tsv"), reasons)];
  return { reasons, domains: new Map(all.map((entry) => [entry.domain, entry])) };
}
