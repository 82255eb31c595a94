import type { FakeAnswer, FakeRequest } from "../../web/fake-hosts.ts";
import { type FakeSite, html, notFound, pageSite, type SiteKind } from "../site.ts";
import type { Permit } from "../world.ts";
import { officialPage, permitPages } from "./official.ts";

export interface TroubledHosts {
  readonly moved: string;
  readonly circling: string;
  readonly slow: string;
  readonly silent: string;
  readonly broken: string;
  readonly throttled: string;
  readonly disallowed: string;
}

/** Sites that servers and networks make trouble for; `target` is where what has moved is now. */
export function troubledSites(
  permits: readonly Permit[],
  hosts: TroubledHosts,
  target: string,
): readonly FakeSite[] {
  const site = (
    kind: SiteKind,
    host: string,
    answer: (request: FakeRequest, page: FakeAnswer) => FakeAnswer,
  ): FakeSite => {
    const pages = pageSite({ host, kind, pages: permitPages(permits, officialPage) });
    return { ...pages, answer: (request) => answer(request, pages.answer(request)) };
  };
  const asked = new Set<string>();
  return [
    site("moved", hosts.moved, ({ url }) => redirect(moveOn(url, target))),
    site("circling", hosts.circling, ({ url }) =>
      redirect(
        `http://${hosts.circling}${url.pathname}?turn=${Number(url.searchParams.get("turn") ?? 0) + 1}`,
      ),
    ),
    site("slow", hosts.slow, (_, page) => ({ ...page, manner: "drip" })),
    site("silent", hosts.silent, () => ({ manner: "silent" })),
    site("broken", hosts.broken, ({ url }, page) => {
      if (url.pathname === "/robots.txt") return notFound;
      const isCut = url.pathname.length % 2 === 0;
      return isCut ? { ...page, manner: "cut" } : { status: 500, headers: html, body: "<h1>Error</h1>" };
    }),
    site("throttled", hosts.throttled, ({ url }, page) => {
      const isFirst = !asked.has(url.href);
      asked.add(url.href);
      return isFirst ? { status: 429, headers: { "retry-after": "1" }, body: "" } : page;
    }),
    site("disallowed", hosts.disallowed, ({ url }, page) =>
      url.pathname === "/robots.txt"
        ? { headers: { "content-type": "text/plain" }, body: "User-agent: *\nDisallow: /permits/\n" }
        : page,
    ),
  ];
}

function redirect(location: string): FakeAnswer {
  return { status: 301, headers: { location } };
}

/** Twice within the old site, then to the new one. */
function moveOn(url: URL, target: string): string {
  const hop = Number(url.searchParams.get("hop") ?? 0);
  return hop < 2 ? `${url.origin}${url.pathname}?hop=${hop + 1}` : `http://${target}${url.pathname}`;
}

/** A site in an encoding of its time; what it says is the same. */
export function legacySite(permits: readonly Permit[], host: string): FakeSite {
  const pages = pageSite({ host, kind: "legacy-encoding", pages: permitPages(permits, officialPage) });
  return {
    ...pages,
    answer(request) {
      const page = pages.answer(request);
      const text = String(page.body ?? "").replace('<meta charset="utf-8">', '<meta charset="utf-16le">');
      const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
      return { ...page, headers: { "content-type": "text/html" }, body: bytes };
    },
  };
}
