/** Rules of one robots.txt for one crawler. */
export interface RobotsRules {
  /** Whether a path with its query, as `URL` gives them, may be read. */
  allows(path: string): boolean;
  /** The pause it asks for between requests; absent where it asks for none. */
  readonly crawlDelaySeconds?: number;
}

interface Rule {
  readonly isAllowed: boolean;
  /** Longer patterns win (RFC 9309 §2.2.2), counted in octets. */
  readonly weight: number;
  readonly matches: (path: string) => boolean;
}

interface Group {
  readonly agents: string[];
  readonly rules: Rule[];
  crawlDelaySeconds?: number;
}

/** Keys as they are written, mistakes that crawlers have always read along included. */
const keys: Readonly<Record<string, "agent" | "allow" | "disallow" | "delay">> = {
  "user-agent": "agent",
  useragent: "agent",
  "user agent": "agent",
  allow: "allow",
  disallow: "disallow",
  dissallow: "disallow",
  dissalow: "disallow",
  disalow: "disallow",
  diasllow: "disallow",
  disallaw: "disallow",
  "crawl-delay": "delay",
};

const longestPattern = 2_048;

/**
 * Reads a robots.txt as RFC 9309 has it for the crawler with the given product token: groups of the same token are one
 * group, `*` counts only where no group names the token, the longest match decides, and allow wins a tie. Never
 * throws; what is not a rule is passed over.
 */
export function parseRobots(text: string, productToken: string): RobotsRules {
  const groups = readGroups(text);
  const token = productToken.toLowerCase();
  const own = groups.filter(({ agents }) => agents.includes(token));
  const chosen = own.length > 0 ? own : groups.filter(({ agents }) => agents.includes("*"));
  const rules = chosen.flatMap((group) => group.rules);
  const delays = chosen.flatMap(({ crawlDelaySeconds }) => crawlDelaySeconds ?? []);
  return {
    allows(path) {
      // The file itself may always be read.
      const wanted = upperHex(path);
      return wanted === "/robots.txt" || decides(rules, wanted);
    },
    ...(delays.length === 0 ? {} : { crawlDelaySeconds: Math.max(...delays) }),
  };
}

function decides(rules: readonly Rule[], path: string): boolean {
  let best: Rule | undefined;
  for (const rule of rules) {
    const isBetter =
      best === undefined || rule.weight > best.weight || (rule.weight === best.weight && rule.isAllowed);
    if (isBetter && rule.matches(path)) best = rule;
  }
  return best?.isAllowed ?? true;
}

function readGroups(text: string): readonly Group[] {
  const groups: Group[] = [];
  let group: Group | undefined;
  let isNaming = false;
  for (const line of text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/)) {
    const entry = readLine(line);
    if (entry === undefined) continue;
    const { key, value } = entry;
    if (key === "agent") {
      if (group === undefined || !isNaming) groups.push((group = { agents: [], rules: [] }));
      group.agents.push(agentOf(value));
      isNaming = true;
      continue;
    }
    // Lines before the first group belong to nobody; a delay does not end the list of names.
    if (group === undefined) continue;
    if (key === "delay") setDelay(group, value);
    else {
      isNaming = false;
      if (value !== "") group.rules.push(ruleOf(key === "allow", value));
    }
  }
  return groups;
}

function readLine(
  line: string,
): { readonly key: "agent" | "allow" | "disallow" | "delay"; readonly value: string } | undefined {
  const content = line.replace(/#.*$/, "").trim();
  const colon = content.indexOf(":");
  // A missing colon was always forgiven where white space stands in its place.
  const [, name = "", value = ""] =
    colon >= 0
      ? ["", content.slice(0, colon), content.slice(colon + 1)]
      : (/^(\S+)\s+(\S+)$/.exec(content) ?? []);
  const key = keys[name.trim().toLowerCase()];
  return key === undefined ? undefined : { key, value: value.trim() };
}

/** `*`, or the product token at the beginning of what is written: `Deepwell/1.0` is `deepwell`. */
function agentOf(value: string): string {
  if (/^\*(?:\s|$)/.test(value)) return "*";
  return /^[a-z_-]*/i.exec(value)?.[0].toLowerCase() ?? "";
}

function setDelay(group: Group, value: string): void {
  const seconds = Number(value);
  if (value !== "" && Number.isFinite(seconds) && seconds >= 0) group.crawlDelaySeconds = seconds;
}

/**
 * Google's matcher compares patterns as they are written, RFC 9309 (§2.2.2) with unreserved characters decoded. The
 * stricter of the two holds: a disallow counts in either form, an allow only as it is written.
 */
function ruleOf(isAllowed: boolean, value: string): Rule {
  const pattern = escaped(value.slice(0, longestPattern));
  const forms = [matcher(pattern)];
  // Whoever allows the index page means the folder's own address as well.
  if (isAllowed && /\/index\.html?$/.test(pattern))
    forms.push(matcher(`${pattern.slice(0, pattern.lastIndexOf("/") + 1)}$`));
  const decodedForm = isAllowed ? undefined : matcher(decoded(pattern));
  return {
    isAllowed,
    weight: Buffer.byteLength(pattern),
    matches: (path) => forms.some((form) => form(path)) || decodedForm?.(decoded(path)) === true,
  };
}

/** A pattern with `*` and a last `$` as a test; linear in the path for each star, without backtracking. */
function matcher(pattern: string): (path: string) => boolean {
  const isAnchored = pattern.endsWith("$");
  const [first = "", ...rest] = (isAnchored ? pattern.slice(0, -1) : pattern).split("*");
  return (path) => {
    if (!path.startsWith(first)) return false;
    let at = first.length;
    for (const [index, part] of rest.entries()) {
      const isLast = index === rest.length - 1;
      const found = isLast && isAnchored ? path.length - part.length : path.indexOf(part, at);
      if (found < at || !path.startsWith(part, found)) return false;
      at = found + part.length;
    }
    return !isAnchored || at === path.length;
  };
}

/** Percent-encodes what is not ASCII, and writes hex digits in upper case. */
function escaped(pattern: string): string {
  const encoded = pattern.replace(/[^\x21-\x7e]+/gu, (part) =>
    Array.from(Buffer.from(part), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  );
  return upperHex(encoded);
}

function upperHex(path: string): string {
  return path.replace(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase());
}

/** Without percent-encoding where none is needed (RFC 3986 §2.3). */
function decoded(path: string): string {
  return path.replace(/%([0-9a-f]{2})/gi, (octet, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[\w.~-]/.test(character) ? character : octet;
  });
}
