import { getDomain } from "tldts";

/** Parameters that only tell where a reader came from. What any site might use for itself (`ref`, `source`) is not here. */
const tracking =
  /^(?:utm_\w+|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|igshid|mc_[ce]id|_ga|_gl|_hsenc|_hsmi|hsctatracking|mkt_tok|oly_(?:anon|enc)_id|vero_(?:id|conv)|wt\.mc_id|ref_src|ref_url|__twitter_impression|spm|scm|cmpid|ncid|s_cid)$/i;

/**
 * The address of a page without what only follows its reader. It can be opened and leads to the same page. Undefined
 * where it is no address of the web.
 */
export function withoutTracking(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  const isTracked = [...url.searchParams.keys()].some((name) => tracking.test(name));
  // Touching the parameters writes all of them anew, so that others are left as they were written.
  if (isTracked)
    for (const name of new Set(url.searchParams.keys()))
      if (tracking.test(name)) url.searchParams.delete(name);
  if (!url.hash.startsWith("#!")) url.hash = "";
  return url.href;
}

/**
 * One key for the spellings of one page's address: http and https, `www.`, mobile and AMP variants, tracking
 * parameters, their order, the slash at the end, escapes that need not be. For comparing only: it may not be openable.
 */
export function pageKey(address: string): string {
  const clean = withoutTracking(withoutAmpCache(address));
  if (clean === undefined) return address;
  const url = new URL(clean);
  url.searchParams.delete("amp");
  url.searchParams.sort();
  const path = tidyPath(url.pathname);
  const hash = url.hash.startsWith("#!") ? url.hash : "";
  return `${plainHost(url)}${path}${url.search}${hash}`;
}

/** The page itself behind the two usual caches of AMP pages. */
function withoutAmpCache(address: string): string {
  const cached =
    /^https?:\/\/(?:www\.google\.[a-z.]+\/amp|[^/]+\.cdn\.ampproject\.org\/[cv])\/(s\/)?([^/].*)$/i.exec(
      address,
    );
  return cached === null ? address : `http${cached[1] === undefined ? "" : "s"}://${cached[2]}`;
}

const variantLabel = /^(?:www\d?|m|mobile|amp|wap)$/;

/** The host without labels that name a variant of a site; its registrable domain always stays. */
function plainHost({ hostname, port }: URL): string {
  const domain = getDomain(hostname) ?? hostname;
  const below = hostname.slice(0, hostname.length - domain.length).split(".");
  const kept = below.filter((label, index) => !(variantLabel.test(label) && index < 2));
  return `${kept.join(".")}${domain}${port === "" ? "" : `:${port}`}`;
}

function tidyPath(pathname: string): string {
  const path = pathname
    .replace(/%[0-9a-f]{2}/gi, unescapeIfPlain)
    .replace(/\/index\.html?$/i, "/")
    .replace(/\.amp(?=\.html?$)/i, "")
    .replace(/\/+$/, "");
  return path.replace(/\/amp$/i, "");
}

/** RFC 3986 §6.2.2: escapes of unreserved characters mean the characters, and hex digits are upper case. */
function unescapeIfPlain(escape: string): string {
  const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  return /[A-Za-z0-9\-._~]/.test(character) ? character : escape.toUpperCase();
}
