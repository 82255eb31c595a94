import { addressCharacters, withoutClosing, writtenAddresses } from "../../core/addresses-in-text.ts";

/** Addresses that a run may open, because somebody else than the policy wrote them down. */
export interface GivenUrls {
  /** Takes every address that stands in a person's own words. */
  addText(text: string): void;
  /** Takes an address as a hit or a link of a page gave it; what is none is passed over. */
  addUrl(url: string): void;
  /** Whether the address was given, but for its fragment and the way it is written. */
  has(url: string): boolean;
}

/** A host and perhaps a path, without a scheme. */
const bareAddress = new RegExp(
  String.raw`(?<![@\w./:-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}]{2,24}(?:/${addressCharacters}*)?`,
  "giu",
);

/** No addresses yet. */
export function createGivenUrls(): GivenUrls {
  const given = new Set<string>();
  const add = (url: string): void => {
    const canonical = canonicalUrl(url);
    if (canonical !== undefined) given.add(canonical);
  };
  return {
    addText(text) {
      const bare = (text.match(bareAddress) ?? []).map((address) => `https://${address}`);
      for (const address of [...writtenAddresses(text), ...bare]) {
        // Marks at the end may belong to the sentence or to the address.
        add(address);
        add(withoutClosing(address));
      }
    },
    addUrl: add,
    has(url) {
      const canonical = canonicalUrl(url);
      return canonical !== undefined && given.has(canonical);
    },
  };
}

/** One spelling for one address, by the WHATWG URL standard; the fragment never leaves the browser and is dropped. */
function canonicalUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  parsed.hash = "";
  return parsed.href;
}
