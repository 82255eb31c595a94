import { namedHost } from "../../../web/policy/url-policy.ts";

/** Ports that a host is named for where none is said. */
const usualPorts = [80, 443];

/**
 * `HOST` or `HOST:PORT` as a user writes it, in the form in which hosts are compared; a host alone means the web's two
 * ports. Undefined where it is something else.
 */
export function readNamedHosts(text: string): readonly string[] | undefined {
  // A star would be taken for a pattern, and there are none.
  if (!/^[^\s/?#@\\*]+$/.test(text)) return undefined;
  const url = URL.parse(`http://${text}/`);
  if (url === null || url.pathname !== "/") return undefined;
  if (/:\d{1,5}$/.test(text) && !/\[[^\]]*$/.test(text)) return [namedHost(url)];
  return usualPorts.map((port) => `${url.hostname}:${port}`);
}
