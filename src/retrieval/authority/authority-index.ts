import { parse } from "tldts";
import type { Authority, AuthorityReason } from "../../core/authority.ts";
import type { Source } from "../../core/source.ts";
import { estimateStanding } from "./estimate-standing.ts";
import { type Listing, type ListedDomain, openBundledListing } from "./read-listing.ts";
import { publishersNamed } from "./publishers-named.ts";
import type { AuthorityOverride, AuthorityOverrides } from "./read-overrides.ts";
import { standingOf } from "./standing.ts";
import { suffixRule } from "./suffix-rules.ts";

/** Says of publishers what is known of them, without a network. The same question has the same answer for good. */
export interface AuthorityIndex {
  /** Of an address, a host or a domain; what is no web address is `unknown`. */
  readonly of: (address: string) => Authority;
  /** Of a source: by its address, else by what its collection says of its publisher. */
  readonly ofSource: (source: Pick<Source, "url" | "tier">) => Authority;
  /** Domains of listed publishers of this name, the likeliest first; reads the whole listing. */
  readonly named: (name: string) => readonly string[];
}

export interface AuthorityIndexOptions {
  /** The user's own list; it stands before everything else. */
  readonly overrides?: AuthorityOverrides;
  /** The bundled listing where absent. */
  readonly listing?: Listing;
}

/** Left of a known domain, these hold what users write; `forums.example.org` does not speak for `example.org`. */
const userLabels =
  /^(?:forums?|community|communities|discuss(?:ions?)?|boards?|bbs|answers|users?|people|members|personal|homepages?|blogs?|wikis?)$/;

/** Opens the index. One is enough for a process. */
export function openAuthorityIndex(options: AuthorityIndexOptions = {}): AuthorityIndex {
  const listing = options.listing ?? bundledListing();
  const overrides: AuthorityOverrides = options.overrides ?? new Map();
  const knowledge: Knowledge = {
    reasonOf: (id) => listing.reasons.get(id) ?? { en: id, zh: id },
    listed: (key) => listing.find(key),
    overridden: (key) => overrides.get(key),
  };
  const known = new Map<string, Authority>();
  const look = (key: string): Authority => {
    const found = known.get(key) ?? withEstimate(judge(key, knowledge), key);
    if (known.size >= keptAnswers) known.clear();
    known.set(key, found);
    return found;
  };
  return {
    of: (address) => look(keyOf(address, knowledge)),
    named: (name) => publishersNamed(name, listing),
    ofSource({ url, tier }) {
      const found = look(keyOf(url, knowledge));
      if (tier !== "official" || found.tier === "high" || found.via === "user") return found;
      return {
        tier: "high",
        score: 1,
        kind: "government",
        official: true,
        reliable: "yes",
        reason: knowledge.reasonOf("bundled-official"),
        via: "collection",
      };
    },
  };
}

const keptAnswers = 20_000;
let bundled: Listing | undefined;

/** Opened once a process: the files of the package do not change under it. */
function bundledListing(): Listing {
  bundled ??= openBundledListing();
  return bundled;
}

interface Knowledge {
  readonly listed: (key: string) => ListedDomain | undefined;
  readonly overridden: (key: string) => AuthorityOverride | undefined;
  readonly reasonOf: (id: string) => AuthorityReason;
}

/**
 * What an answer depends on: the host, and the first part of the path where that can matter, so that the answer for a
 * host is found again for all of its pages. Empty for what is no web address.
 */
function keyOf(address: string, { listed, overridden }: Knowledge): string {
  const text = address.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text) ? text : `https://${text}`);
  if (url === null || !/^https?:$/.test(url.protocol)) return "";
  const host = url.hostname.replace(/^www\d?\./, "").replace(/\.$/, "");
  const [first = ""] = url.pathname.split("/").filter((part) => part !== "");
  const part = decoded(first).toLowerCase();
  if (part === "") return host;
  const sections = domainsAbove(host).map((domain) => `${domain}/${part}`);
  const matters =
    part.startsWith("~") || sections.some((key) => (overridden(key) ?? listed(key)) !== undefined);
  return matters ? `${host}/${part}` : host;
}

/** `a.b.org`, `b.org`: everything with a dot. */
function domainsAbove(host: string): readonly string[] {
  const labels = host.split(".");
  return labels.map((_, start) => labels.slice(start).join(".")).slice(0, -1);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Not guessed at: a word of the user's own list, and a page on a host of anybody's pages, which is known to say nothing. */
function withEstimate(found: Authority, key: string): Authority {
  if (found.tier !== "unknown" || found.via === "user" || found.kind === "user-content") return found;
  const estimate = estimateStanding(key.split("/")[0] ?? "");
  return estimate === undefined ? found : { ...found, estimate };
}

function judge(key: string, knowledge: Knowledge): Authority {
  const { listed, overridden, reasonOf } = knowledge;
  const [host = ""] = key.split("/");
  const override = nearest(key, overridden);
  if (override !== undefined) return byUser(override.entry, override.by, reasonOf);
  const found = nearest(key, listed);
  const rule = suffixRule(host);
  if (found !== undefined && speaksFor(found, key)) {
    if (isUserPage(key, found.by) && found.entry.reliable !== "no")
      return unknown(reasonOf("not-inherited"), found.by);
    return byListing(found.entry, {
      via: found.by === host || found.by === key ? "listed" : "parent",
      reasonOf,
    });
  }
  if (rule !== undefined) {
    if (isUserPage(key, rule.suffix)) return unknown(reasonOf("not-inherited"), rule.suffix);
    const { suffix, kind, official, reliable, reason, country } = rule;
    return {
      ...standingOf({ kind, official, reliable }),
      kind,
      official,
      reliable,
      reason: reasonOf(reason),
      via: "suffix",
      by: suffix,
      ...(country === undefined ? {} : { country }),
    };
  }
  return unknown(reasonOf("nothing-known"));
}

interface Nearest<Entry> {
  readonly entry: Entry;
  readonly by: string;
}

/** The entry for the key itself, for its host, or for the closest domain above. */
function nearest<Entry>(
  key: string,
  entryFor: (key: string) => Entry | undefined,
): Nearest<Entry> | undefined {
  const [host = "", path] = key.split("/");
  for (const domain of domainsAbove(host)) {
    for (const by of path === undefined ? [domain] : [`${domain}/${path}`, domain]) {
      const entry = entryFor(by);
      if (entry !== undefined) return { entry, by };
    }
  }
  return undefined;
}

/** An entry at a public suffix, such as gov.cn, says nothing of the names under it, except that it hosts others' pages. */
function speaksFor({ entry, by }: Nearest<ListedDomain>, key: string): boolean {
  const [host = ""] = key.split("/");
  const [domain = ""] = by.split("/");
  if (host === domain || entry.kind === "user-content") return true;
  return parse(domain, { allowPrivateDomains: true }).domain !== null;
}

/** Whether the address is one of a user below the domain that is known. */
function isUserPage(key: string, by: string): boolean {
  const [host = "", path = ""] = key.split("/");
  const [domain = ""] = by.split("/");
  const left = host.slice(0, Math.max(0, host.length - domain.length - 1)).split(".");
  return path.startsWith("~") || left.some((label) => userLabels.test(label));
}

function byListing(
  entry: ListedDomain,
  { via, reasonOf }: Pick<Authority, "via"> & Pick<Knowledge, "reasonOf">,
): Authority {
  const { domain, kind, official, reliable, reason, name, nameZh, country, topic } = entry;
  return {
    ...standingOf(entry),
    kind,
    official,
    reliable,
    reason: reasonOf(reason),
    via,
    by: domain,
    topic,
    ...(name === undefined ? {} : { name }),
    ...(nameZh === undefined ? {} : { nameZh }),
    ...(country === undefined ? {} : { country }),
  };
}

const reliabilityOfTier = { high: "yes", low: "no", contested: "disputed", unknown: "unknown" } as const;
const scoreOfTier = { high: 1, low: 0, contested: 0.45, unknown: 0.5 } as const;

function byUser(
  { tier, kind, official = false, reason }: AuthorityOverride,
  by: string,
  reasonOf: Knowledge["reasonOf"],
): Authority {
  return {
    tier,
    score: scoreOfTier[tier],
    official,
    reliable: reliabilityOfTier[tier],
    reason: reason === undefined ? reasonOf("user-setting") : { en: reason, zh: reason },
    via: "user",
    by,
    ...(kind === undefined ? {} : { kind }),
  };
}

function unknown(reason: AuthorityReason, by?: string): Authority {
  return {
    tier: "unknown",
    score: 0.5,
    official: false,
    reliable: "unknown",
    reason,
    via: "unknown",
    ...(by === undefined ? {} : { by }),
  };
}
