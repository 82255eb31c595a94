import { isIP } from "node:net";
import { isIntranetName } from "./is-intranet-name.ts";
import { isPublicAddress } from "./is-public-address.ts";

export interface UrlPolicy {
  /** `host:port` pairs, as `namedHost` writes them, for which neither host nor address nor port is judged. */
  readonly namedHosts: ReadonlySet<string>;
  readonly ports: ReadonlySet<number>;
}

export type BlockCode =
  | "INVALID_URL"
  | "BLOCKED_SCHEME"
  | "BLOCKED_CREDENTIALS"
  | "BLOCKED_PORT"
  | "BLOCKED_HOST"
  | "BLOCKED_ADDRESS";

export interface Blocked {
  readonly type: "blocked";
  readonly code: BlockCode;
  /** In words for the user; holds nothing of the URL but its host. */
  readonly message: string;
}

export type UrlVerdict = Blocked | { readonly type: "allowed"; readonly url: URL };

/** Ports of web servers: those of the schemes and their usual alternatives (IANA: http-alt, pcsync-https). */
export const webPorts: ReadonlySet<number> = new Set([80, 443, 8080, 8443]);

const longestUrl = 8_192;

/**
 * Judges a URL before anything is done with it. It is parsed as the WHATWG has it, and the canonical host is judged,
 * never the string: decimal, octal, percent-encoded and full-width spellings are the address they mean. A name may
 * still resolve to an address that is not public; the connector judges that.
 */
export function judgeUrl(input: string | URL, policy: UrlPolicy): UrlVerdict {
  const url = typeof input === "string" && input.length > longestUrl ? null : URL.parse(input);
  if (url === null) return blocked("INVALID_URL", "This is not a URL.");
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return blocked("BLOCKED_SCHEME", `Only http and https are read, not ${url.protocol.slice(0, 20)}`);
  if (url.username !== "" || url.password !== "")
    return blocked("BLOCKED_CREDENTIALS", "A URL with a user name or password is not read.");
  if (policy.namedHosts.has(namedHost(url))) return { type: "allowed", url };
  const hostVerdict = judgeHost(hostOf(url));
  if (hostVerdict !== undefined) return hostVerdict;
  if (!policy.ports.has(portOf(url)))
    return blocked("BLOCKED_PORT", `Port ${portOf(url)} of ${url.hostname} is not one of the web's.`);
  return { type: "allowed", url };
}

function judgeHost(host: string): Blocked | undefined {
  if (isIP(host) !== 0) {
    return isPublicAddress(host) ? undefined : blocked("BLOCKED_ADDRESS", `${host} is not a public address.`);
  }
  return isIntranetName(host)
    ? blocked("BLOCKED_HOST", `${host} is a name of a local network, not of the public web.`)
    : undefined;
}

function blocked(code: BlockCode, message: string): Blocked {
  return { type: "blocked", code, message };
}

/** The canonical host of a URL, IPv6 without brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
}

/** The port that a connection for a web URL goes to. */
export function portOf({ port, protocol }: URL): number {
  return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
}

/** The form in which hosts are named in `UrlPolicy.namedHosts`. */
export function namedHost(url: URL): string {
  return `${url.hostname}:${portOf(url)}`;
}

/** Reads `host:port` as a user writes it into the form of `namedHosts`; undefined where it is something else. */
export function parseNamedHost(text: string): string | undefined {
  if (!/:\d{1,5}$/.test(text) || /[/?#@\\]/.test(text)) return undefined;
  const url = URL.parse(`http://${text}/`);
  return url === null ? undefined : namedHost(url);
}
