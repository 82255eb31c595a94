/** Addresses that a run may open, because somebody else than the policy wrote them down. */
export interface KnownUrls {
  /** Takes every address that stands in a person's own words. */
  addText(text: string): void;
  /** Takes an address as a hit or a link of a page gave it; what is none is passed over. */
  addUrl(url: string): void;
  /** Whether the address was given, but for its fragment and the way it is written. */
  has(url: string): boolean;
}

const webAddress = /https?:\/\/[^\s<>"'`“”‘’«»{}|\\^（）【】《》，。；、！？]+/gi;
const bareAddress =
  /(?<![@\w./:-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}]{2,24}(?:\/[^\s<>"'`“”，。；、（）]*)?/giu;
const closing = /[).,;:!?\]*_]+$/;

export function createKnownUrls(): KnownUrls {
  const known = new Set<string>();
  const add = (url: string): void => {
    const canonical = canonicalUrl(url);
    if (canonical !== undefined) known.add(canonical);
  };
  return {
    addText(text) {
      for (const [address] of text.matchAll(webAddress)) {
        // Marks at the end may belong to the sentence or to the address.
        add(address);
        add(address.replace(closing, ""));
      }
      for (const [address] of text.matchAll(bareAddress)) {
        add(`https://${address}`);
        add(`https://${address.replace(closing, "")}`);
      }
    },
    addUrl: add,
    has(url) {
      const canonical = canonicalUrl(url);
      return canonical !== undefined && known.has(canonical);
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
