import type { ResponseHeaders } from "../transport/fetch-outcome.ts";
import { phrases } from "./phrases.ts";

/** What a page is instead of what was asked for. */
export type PageState =
  | "paywall"
  | "login"
  | "bot-check"
  | "soft-404"
  | "parked"
  | "needs-javascript"
  | "content";

export interface PageEvidence {
  /** Of the answer, after redirects. */
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly requestedUrl: string;
  readonly finalUrl: string;
  /** Decoded markup; the beginning suffices. */
  readonly html: string;
  readonly title?: string;
  /** What a reader reads of it; empty where nothing was found. */
  readonly text: string;
}

/** A Chinese character says about as much as this many Latin letters. */
const hanWeight = 3;
/** Below this nobody can tell an article from its stub. */
const stubLength = 700;
const shellLength = 250;
/** A declared paywall with more text than this in front of it is open enough to be read. */
const teaserLength = 2_500;
/** A paywall shows itself where the text breaks off. */
const tailLength = 400;
const markupReach = 400_000;

/**
 * Tells pages that only stand for a page: they are reported and never cited. Precision comes first: a page with a
 * text of some length is content unless it says of itself, in markup or at its end, that it is not. English and
 * Chinese; pages in other languages are told by status, headers and markup alone.
 */
export function recognisePageState(page: PageEvidence): PageState {
  const seen: Look = {
    ...page,
    html: page.html.slice(0, markupReach),
    title: page.title?.trim() ?? "",
    length: readingLength(page.text),
    words: `${page.title ?? ""}\n${page.text}`,
  };
  const checks: readonly (readonly [PageState, (look: Look) => boolean])[] = [
    ["bot-check", isBotCheck],
    ["login", isLogin],
    ["parked", isParked],
    ["soft-404", isSoft404],
    ["paywall", isPaywall],
    ["needs-javascript", needsJavascript],
  ];
  return checks.find(([, holds]) => holds(seen))?.[0] ?? "content";
}

interface Look extends PageEvidence {
  readonly title: string;
  readonly length: number;
  readonly words: string;
}

function readingLength(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return text.replace(/\s+/g, " ").length + han * (hanWeight - 1);
}

function isBotCheck({ status, headers, html, title, words, length }: Look): boolean {
  if (headers["cf-mitigated"] === "challenge") return true;
  if (length >= stubLength) return false;
  const isRefusal = status === 403 || status === 405 || status === 429 || status === 503;
  if (phrases.botCheckTitle.test(title)) return true;
  if (phrases.botCheckText.test(words)) return true;
  // Forms of honest pages carry the same scripts.
  return isRefusal && phrases.botCheckMarkup.test(html);
}

/** In an address without its scheme: a host for logging in, or a path that is made of it. */
const loginPlace =
  /^(?:login|signin|passport|sso|auth|accounts?)\.|\/(?:log-?in|sign-?in|sign-?on|sso|oauth2?|authenticate)(?:[/._?-]|$)/i;
const passwordField = /<input\b[^>]{0,300}\btype\s*=\s*["']?password/i;

function isLogin({ status, requestedUrl, finalUrl, html, words, length }: Look): boolean {
  if (status === 401 || status === 407) return true;
  if (length >= stubLength) return false;
  const path = (url: string): string => URL.parse(url)?.href.replace(/^https?:\/\//, "") ?? "";
  const wasSentThere = loginPlace.test(path(finalUrl)) && !loginPlace.test(path(requestedUrl));
  if (wasSentThere) return true;
  return (passwordField.test(html) && phrases.login.test(words)) || phrases.loginOnly.test(words);
}

function isParked({ html, words, length }: Look): boolean {
  if (length >= 2 * stubLength) return false;
  return phrases.parked.test(words) || (phrases.parkedMarkup.test(html) && length < stubLength);
}

function isSoft404({ title, text, length }: Look): boolean {
  if (length >= stubLength) return false;
  const firstLine = /[^\n]+/.exec(text.replace(/^[#\s]+/, ""))?.[0] ?? "";
  return (
    phrases.notFoundTitle.test(title) || phrases.notFoundTitle.test(firstLine) || phrases.gone.test(text)
  );
}

const declaredPaid = /["']isAccessibleForFree["']\s*:\s*["']?false/i;

function isPaywall({ status, html, text, length }: Look): boolean {
  if (status === 402) return true;
  if (declaredPaid.test(html) && length < teaserLength) return true;
  return length < 2 * teaserLength && phrases.paywall.test(text.slice(-tailLength));
}

const emptyRoot =
  /<(div|main|section)\b[^>]{0,200}\bid\s*=\s*["']?(?:root|app|__next|__nuxt|main-app|react-root)\b[^>]{0,200}>\s*<\/\1>/i;
const noscript = /<noscript\b[^>]*>([^]{0,2000}?)<\/noscript>/gi;

function needsJavascript({ html, text, length }: Look): boolean {
  if (length >= shellLength) return false;
  if (phrases.javascript.test(text)) return true;
  const says = [...html.matchAll(noscript)].some(([, inner = ""]) => phrases.javascript.test(inner));
  return says || (emptyRoot.test(html) && /<script\b/i.test(html));
}
