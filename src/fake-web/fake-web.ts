import { type FakeHosts, serveFakeHosts } from "../web/fake-hosts.ts";
import { searchHost } from "./search-host.ts";
import { type FakeSite, notFound, type SiteKind } from "./site.ts";
import { bundledSite } from "./sites/bundled.ts";
import { copySites } from "./sites/copies.ts";
import { gatedSites } from "./sites/gated.ts";
import { collectorHost, hostileSite } from "./sites/hostile.ts";
import { mazeSite } from "./sites/maze.ts";
import { officialHost, officialSite } from "./sites/official.ts";
import { papersSite } from "./sites/papers.ts";
import { reportSites } from "./sites/reports.ts";
import { scriptedSite } from "./sites/scripted.ts";
import { legacySite, troubledSites } from "./sites/troubled.ts";
import {
  daysText,
  type FakeQuestion,
  farmDays,
  farmFee,
  feeText,
  makePermits,
  oldDays,
  type Permit,
} from "./world.ts";

export interface FakeWebOptions {
  /** The same seed makes the same web; 1 unless given. */
  readonly seed?: number;
  /** Towns, 1 to 24, with about twenty sites each; 24 unless given. */
  readonly towns?: number;
  /** Bundled pages on each of the two bundled sites; 60 unless given. */
  readonly bundledPages?: number;
}

export interface FakeWeb extends AsyncDisposable {
  readonly sites: readonly { readonly host: string; readonly kind: SiteKind }[];
  /** Every page that the search engine knows; the maze has more. */
  readonly pages: readonly { readonly url: string; readonly kind: SiteKind }[];
  /** With the answers that the official pages give. */
  readonly questions: readonly FakeQuestion[];
  /** Base URL of a search engine that answers as SearXNG does. */
  readonly searchUrl: string;
  /** For `createWebClient`: leads every host into this web, and to nothing else. */
  readonly clientOptions: FakeHosts["clientOptions"];
  /** Every request so far: method and URL. */
  readonly requests: readonly string[];
  /** What kind of site an address belongs to; undefined for addresses that do not exist. */
  kindOf(url: string): SiteKind | undefined;
}

const engineHost = "search.example";

/**
 * A miniature web on loopback: towns that hand out permits, and hundreds of sites that tell of them: official ones,
 * newspapers, PDF files, copies, content farms, outdated and hostile pages, and every trouble that servers make.
 */
export async function fakeWeb(options: FakeWebOptions = {}): Promise<FakeWeb> {
  const { seed = 1, towns = 24, bundledPages = 60 } = options;
  const byTown = Map.groupBy(makePermits(seed, towns), ({ town }) => town.slug);
  const sites = [
    ...[...byTown.values()].flatMap(townSites),
    mazeSite("www.permit-archive.example"),
    await bundledSite("usagov", "www.federal-answers.example", bundledPages),
    await bundledSite("china-laws", "www.statute-book.example", bundledPages),
  ];
  const byHost = new Map(sites.map((site) => [site.host, site]));
  const engine = await searchHost(sites);
  const extra = new Set([engineHost, collectorHost]);
  const hosts = await serveFakeHosts(
    (host) => byHost.has(host) || extra.has(host),
    (request) => {
      const { hostname } = request.url;
      return hostname === engineHost
        ? engine.answer(request)
        : (byHost.get(hostname)?.answer(request) ?? notFound);
    },
  );
  return {
    sites: sites.map(({ host, kind }) => ({ host, kind })),
    pages: sites.flatMap(({ kind, listings }) => listings.map(({ url }) => ({ url, kind }))),
    questions: [...byTown.values()].flat().flatMap(questionsOf),
    searchUrl: `http://${engineHost}`,
    clientOptions: hosts.clientOptions,
    requests: hosts.requests,
    kindOf: (url) => byHost.get(URL.parse(url)?.hostname ?? "")?.kind,
    async [Symbol.asyncDispose]() {
      await hosts[Symbol.asyncDispose]();
      engine.close();
    },
  };
}

/** The sites that tell of one town; those that make trouble have one permit each, so that no question is only trouble. */
function townSites(permits: readonly Permit[]): readonly FakeSite[] {
  const [first] = permits;
  if (first === undefined) return [];
  const { slug, language } = first.town;
  // A registrable domain of its own: what stands under one domain has one owner.
  const host = (name: string): string => `www.${slug}-${name}.example`;
  const one = (place: number): readonly Permit[] => permits.slice(place % permits.length).slice(0, 1);
  const official = officialHost(first);
  const troubled = troubledSites(
    one(0),
    {
      moved: host("old-portal"),
      circling: host("roundabout"),
      slow: host("snail"),
      silent: host("quiet"),
      broken: host("shaky"),
      throttled: host("busy"),
      disallowed: host("private"),
    },
    official,
  );
  const gated = {
    paywalled: host("times"),
    login: host("members"),
    botCheck: host("shield"),
    vanished: host("vanished"),
  };
  return [
    officialSite(permits, official),
    ...(language === "en" ? [papersSite(permits, host("papers"))] : [legacySite(one(1), host("bbs"))]),
    ...reportSites(permits, { press: host("gazette"), reference: host("wiki"), outdated: host("guide") }),
    ...copySites(permits, { mirror: host("mirror"), nearCopy: host("answers"), farm: host("cheap") }),
    ...gatedSites(one(1), gated),
    ...troubled,
    hostileSite(one(2), host("helper")),
    scriptedSite(one(3), host("app")),
  ];
}

function questionsOf(permit: Permit): readonly FakeQuestion[] {
  const { town, name, slug, fee, oldFee, days } = permit;
  const { language } = town;
  const told = [`http://${officialHost(permit)}/permits/${slug}`];
  const isChinese = language === "zh";
  return [
    {
      question: isChinese ? `${town.name}的${name}多少钱？` : `How much does a ${name} cost in ${town.name}?`,
      answer: feeText(fee, permit),
      language,
      told,
      wrong: { farm: feeText(farmFee(permit), permit), outdated: feeText(oldFee, permit) },
    },
    {
      question: isChinese
        ? `在${town.name}办理${name}要多长时间？`
        : `How long does it take to get a ${name} in ${town.name}?`,
      answer: daysText(days, permit),
      language,
      told,
      wrong: { farm: daysText(farmDays(permit), permit), outdated: daysText(oldDays(permit), permit) },
    },
  ];
}
