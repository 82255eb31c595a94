import { readFileSync } from "node:fs";
import {
  type AuthorityKind,
  authorityKinds,
  type AuthorityReason,
  type Reliability,
  reliabilities,
} from "../../core/authority.ts";
import { openSortedTable } from "./sorted-table.ts";

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
  /** The entry for exactly this domain, or domain and first part of a path. Throws an `Error` for one that is malformed. */
  readonly find: (domain: string) => ListedDomain | undefined;
  /** Every entry; reads the whole listing. */
  readonly entries: () => Iterable<ListedDomain>;
  readonly reasons: ReadonlyMap<string, AuthorityReason>;
}

const domainForm = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[a-z0-9-]+)?$/;
const countryForm = /^(?:[A-Z]{2}|-)$/;
const columns = 10;

/** The files of a listing: rows sorted by domain under a line that names the columns. */
export interface ListingFiles {
  readonly listed: Buffer;
  /** Places of learning that no academic suffix covers. */
  readonly universities: Buffer;
  readonly reasons: string;
}

/** Opens a listing. Rows are read when they are asked for: every run opens it, and most ask for a few dozen. */
export function openListing(files: ListingFiles): Listing {
  const reasons = readReasons(files.reasons);
  const listed = openSortedTable(files.listed);
  const universities = openSortedTable(files.universities);
  return {
    reasons,
    find(domain) {
      const row = listed.find(domain);
      if (row !== undefined) return readListed(row, reasons);
      const university = universities.find(domain);
      return university === undefined ? undefined : readUniversity(university);
    },
    *entries() {
      for (const row of listed.rows()) yield readListed(row, reasons);
      for (const row of universities.rows()) yield readUniversity(row);
    },
  };
}

function readListed(row: readonly string[], reasons: ReadonlyMap<string, AuthorityReason>): ListedDomain {
  const [domain = "", name = "", nameZh = "", kindText, country = "", languages = "", topic = ""] = row;
  const [officialText, reliableText, reason = ""] = row.slice(7);
  const kind = authorityKinds.find((known) => known === kindText);
  const reliable = reliabilities.find((known) => known === reliableText);
  const isFormed = row.length === columns && domainForm.test(domain) && countryForm.test(country);
  const isSaid = languages !== "" && topic !== "" && /^(?:yes|no)$/.test(officialText ?? "");
  if (!isFormed || !isSaid || kind === undefined || reliable === undefined || !reasons.has(reason))
    throw new Error(`listed.tsv: ${domain} is malformed or has no reason`);
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

/** `reasons.tsv`: an id, and the reason in English and in Chinese. */
function readReasons(text: string): ReadonlyMap<string, AuthorityReason> {
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

function readUniversity([domain = "", name = "", country = "-"]: readonly string[]): ListedDomain {
  return {
    domain,
    name,
    kind: "university",
    languages: ["mul"],
    topic: "education",
    official: false,
    reliable: "yes",
    reason: "university-list",
    ...(country === "-" ? {} : { country }),
  };
}

/** The listing that comes with Deepwell; about a millisecond. */
export function openBundledListing(): Listing {
  const file = (name: string): Buffer => readFileSync(new URL(`./${name}`, import.meta.url));
  return openListing({
    listed: file("listed.tsv"),
    universities: file("universities.tsv"),
    reasons: file("reasons.tsv").toString(),
  });
}
