import { addressesInText } from "../../core/addresses-in-text.ts";

/** The addresses a report may print, and the hosts it may name. */
export interface KnownUrls {
  /** The address in its canonical form when it may be printed, else undefined. */
  find(url: string): string | undefined;
  /** Whether the host has been met. */
  hasHost(host: string): boolean;
}

/** What a run has met. */
export interface Met {
  readonly sourceUrls: readonly string[];
  /** Stored text of cited passages. */
  readonly citedTexts: readonly string[];
  /** Its hosts may be named; its addresses may not be printed, they were not read. */
  readonly question: string;
}

/**
 * Knows the addresses of sources and those that stand in cited text; nothing else. Addresses are compared in the form
 * the WHATWG URL parser gives them, without fragment and closing slash.
 */
export function knownUrls({ sourceUrls, citedTexts, question }: Met): KnownUrls {
  const known = new Map<string, string>();
  const hosts = new Set<string>();
  const mentions = [...citedTexts, question].map((text) => text.toLowerCase());
  const add = (text: string): void => {
    const url = parseWebUrl(text);
    if (url === undefined) return;
    known.set(keyOf(url), url.href);
    hosts.add(bareHost(url.hostname));
  };
  for (const url of sourceUrls) add(url);
  for (const text of citedTexts) {
    for (const url of addressesInText(text)) add(url);
  }
  return {
    find(text) {
      const url = parseWebUrl(text);
      const found = url === undefined ? undefined : known.get(keyOf(url));
      return found === undefined || url === undefined ? undefined : withFragment(found, url.hash);
    },
    hasHost: (host) => hosts.has(bareHost(host)) || mentions.some((text) => text.includes(bareHost(host))),
  };
}

function parseWebUrl(text: string): URL | undefined {
  const url = URL.parse(text);
  const isWeb = url?.protocol === "http:" || url?.protocol === "https:";
  return isWeb && url.username === "" && url.password === "" ? url : undefined;
}

function keyOf(url: URL): string {
  return `${bareHost(url.host)}${url.pathname.replace(/\/+$/, "")}${url.search}`;
}

/** A section of a known page is that page; a text fragment would put words into its mouth. */
function withFragment(known: string, fragment: string): string {
  const base = known.replace(/#.*$/s, "");
  return /^#[\w.-]{1,80}$/.test(fragment) ? base + fragment : base;
}

function bareHost(host: string): string {
  return host.toLowerCase().replace(/^www\./, "");
}
