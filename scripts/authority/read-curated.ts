/** One line of the index, as text. */
export interface CuratedEntry {
  readonly domain: string;
  readonly name: string;
  readonly nameZh: string;
  readonly kind: string;
  readonly country: string;
  readonly languages: string;
  readonly topic: string;
  readonly official: string;
  readonly reliable: string;
  readonly reason: string;
}

/** What each standing of a group says of its members, as [official, reliable]. */
const standings: Readonly<Record<string, readonly [string, string]>> = {
  official: ["yes", "yes"],
  "official-disputed": ["yes", "disputed"],
  "official-low": ["yes", "no"],
  reliable: ["no", "yes"],
  disputed: ["no", "disputed"],
  low: ["no", "no"],
  unknown: ["no", "unknown"],
};

const header = /^\[(\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\]$/;
const entryForm =
  /^([a-z0-9.-]+(?:\/[a-z0-9-]+)?)(?:\/([A-Z]{2}))?(?: (.+?))?(?:\/([^/]*\p{Script=Han}[^/]*))?$/u;

/** Reads a curated text: groups under a header in brackets, entries parted by semicolons. Throws for anything else. */
export function* readCurated(text: string): Generator<CuratedEntry> {
  let group: readonly string[] | undefined;
  for (const line of text.split("\n").filter((each) => each !== "" && !each.startsWith("#"))) {
    const opened = header.exec(line);
    if (opened !== null) group = opened.slice(1);
    else {
      for (const entry of line.split(";").map((each) => each.trim())) {
        if (entry !== "") yield readEntry(entry, group ?? []);
      }
    }
  }
}

function readEntry(entry: string, [kind, country, languages, topic, standing, reason]: readonly string[]) {
  const [, domain, own, name = "", nameZh = ""] = entryForm.exec(entry) ?? [];
  const [official, reliable] = standings[standing ?? ""] ?? [];
  if (domain === undefined || kind === undefined || official === undefined || reliable === undefined)
    throw new Error(`cannot read ${JSON.stringify(entry)}`);
  const from = own ?? country ?? "-";
  return {
    domain,
    name,
    nameZh,
    kind,
    country: from,
    languages: languages ?? "en",
    topic: topic ?? "general",
    official,
    reliable,
    reason: reason ?? "",
  };
}
