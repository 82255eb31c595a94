import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Authority, AuthorityTier } from "../../core/authority.ts";
import type { SearchFilters, SearchHit } from "../../web/search-provider.ts";
import { verifies } from "../../../test/promises.ts";
import { storedDocument } from "../library.fixture.ts";
import { defaultRanking, type Library, openLibrary } from "../library.ts";
import { type AuthorityOf, authorityFactor } from "./authority.ts";
import type { RankingOptions } from "./choose.ts";

let library: Library;

beforeEach(() => {
  library = openLibrary(":memory:");
});
afterEach(() => library.close());

async function search(text: string, limit = 10, from = library): Promise<readonly SearchHit[]> {
  const outcome = await from.search({ text, limit });
  return outcome.type === "hits" ? outcome.hits : [];
}

function factor(hit: SearchHit | undefined, name: string): number | undefined {
  return hit?.why.find((factorOf) => factorOf.name === name)?.value;
}

const statement = "The licence for freshwater fishing has to be renewed every year before the end of March";

describe("near-copies", () => {
  test("are folded into the best one and counted", async () => {
    await library.add([
      storedDocument("one", [`${statement}.`]),
      storedDocument("two", [`${statement}!`]),
      storedDocument("three", [`${statement}, they say.`]),
      storedDocument("other", ["Fishing at sea needs no licence."]),
    ]);
    const hits = await search("licence for freshwater fishing");
    expect(hits).toHaveLength(2);
    expect(new Set(hits.map((hit) => hit.duplicates))).toEqual(new Set([0, 2]));
  });

  test("with another number say something else", async () => {
    await library.add([
      storedDocument("one", [`${statement} and costs 12 dollars.`]),
      storedDocument("two", [`${statement} and costs 15 dollars.`]),
    ]);
    expect(await search("licence for freshwater fishing")).toHaveLength(2);
  });
});

describe("sources", () => {
  test("one source does not crowd out the others", async () => {
    const chapters = Array.from(
      { length: 8 },
      (_, index) =>
        `Fishing licence fishing licence in district ${"abcdefgh"[index]}: rule ${index} of many more.`,
    );
    await library.add([
      storedDocument("handbook", chapters),
      storedDocument("leaflet", ["Fishing licence: where to get one in the north of the country, and when."]),
    ]);
    const hits = await search("fishing licence", 5);
    const leaflet = hits.find((hit) => hit.source.title === "leaflet");
    expect(leaflet).toBeDefined();
    const open = openLibrary(":memory:", { ranking: { freePerSource: Number.POSITIVE_INFINITY } });
    await open.add([
      storedDocument("handbook", chapters),
      storedDocument("leaflet", ["Fishing licence: where to get one in the north of the country, and when."]),
    ]);
    const crowded = await search("fishing licence", 5, open);
    expect(crowded.every((hit) => hit.source.title === "handbook")).toBe(true);
    open.close();
    expect(hits.map((hit) => hit.score)).toEqual(hits.map((hit) => hit.score).toSorted((a, b) => b - a));
  });
});

/** Knows publishers by the tier that the test gives their sources. */
const byTier: AuthorityOf = ({ tier }): Authority => ({
  tier: tier === "official" ? "high" : tier === "farm" ? "low" : "unknown",
  score: tier === "official" ? 1 : tier === "farm" ? 0 : 0.5,
  official: tier === "official",
  reliable: "unknown",
  reason: { en: `known as ${tier}`, zh: `${tier}` },
  via: "listed",
});

describe("authority", () => {
  const trusting = (ranking: Partial<RankingOptions> = {}): Library =>
    openLibrary(":memory:", { ranking: { authorityOf: byTier, ...ranking } });
  const farm = "Renewing a passport takes six weeks, renewing a passport, six weeks passport.";
  const office = "Renewing a passport takes six weeks at most, and it is sent by mail to your home.";
  const titles = async (from: Library, limit = 3) =>
    (await search("renewing a passport six weeks", limit, from)).map((hit) => hit.source.title);

  test("decides between equals and nothing else, and says why", async () => {
    const from = trusting({ authorityQuota: 0 });
    await from.add([
      storedDocument("forum", ["Renewing a passport takes six weeks or so."]),
      storedDocument("office", ["Renewing a passport takes six weeks at most."], { tier: "official" }),
      storedDocument("almanac", ["A passport is a book."], { tier: "official" }),
    ]);
    const hits = await search("renewing a passport six weeks", 3, from);
    expect(hits.map((hit) => hit.source.title)).toEqual(["office", "forum", "almanac"]);
    expect(hits[0]?.why).toContainEqual({
      name: "authority",
      value: expect.closeTo(1.1, 9),
      reason: { en: "known as official", zh: "official" },
    });
    expect(factor(hits[1], "authority")).toBeUndefined();
    from.close();
  });

  test("moves a score by a tenth at most, whatever it claims to be", () => {
    expect([-5, 0, 0.5, 1, 7].map(authorityFactor)).toEqual([0.9, 0.9, 1, 1.1, 1.1]);
  });

  test("by default is that of the bundled index", () => {
    const of = (url: string) => defaultRanking.authorityOf(storedDocument("x", [], { url }).source).tier;
    expect(of("https://www.who.int/x")).toBe("high");
    expect(of("https://example.org/x")).toBe("unknown");
    // Asked for every candidate of every search: what is known of a host is worked out once.
    const { source } = storedDocument("x", [], { url: "https://www.who.int/y" });
    expect(defaultRanking.authorityOf(source)).toBe(defaultRanking.authorityOf(source));
  });

  test("by quota takes a place among the first that its score does not reach, where it is comparable", async () => {
    const documents = [
      ...["a", "b", "c"].map((name) =>
        storedDocument(`farm ${name}`, [`${farm} Town of ${name.repeat(9)} now.`]),
      ),
      storedDocument("office", [office], { tier: "official" }),
    ];
    const without = trusting({ authorityQuota: 0 });
    const within = trusting({ authorityQuota: 0.5, authorityReach: 0.6 });
    for (const from of [without, within]) await from.add(documents);
    expect((await titles(without, 4)).indexOf("office")).toBe(3);
    expect((await titles(within, 4)).indexOf("office")).toBe(1);
    const lifted = (await search("renewing a passport six weeks", 4, within))[1];
    expect(factor(lifted, "authority-tier")).toBeGreaterThan(1);
    expect(lifted?.why.at(-1)?.reason?.en).toBe("known as official");
    for (const from of [without, within]) from.close();
  });

  test(`by quota never brings in what is far less relevant ${verifies("rank.authority")}`, async () => {
    const from = trusting({ authorityQuota: 0.5 });
    await from.add([
      ...["a", "b", "c"].map((name) => storedDocument(`forum ${name}`, [`${farm} ${name.repeat(9)}.`])),
      storedDocument("almanac", ["A passport is a book that lists the seaports of the world."], {
        tier: "official",
      }),
    ]);
    expect((await titles(from, 4)).indexOf("almanac")).toBe(3);
    from.close();
  });

  test(`where nothing is known, or all is of one kind, changes no order ${verifies("rank.authority")}`, async () => {
    for (const tier of ["unheard of", "official", "farm"]) {
      const texts = [farm, office, "A passport is renewed in six weeks.", "Six weeks are forty-two days."];
      const documents = texts.map((text, index) => storedDocument(String(index), [text], { tier }));
      const [plain, ruled] = [
        trusting({ authorityPrior: false, authorityQuota: 0, farmsYield: false }),
        trusting(),
      ];
      for (const from of [plain, ruled]) await from.add(documents);
      expect(await titles(ruled, 4)).toEqual(await titles(plain, 4));
      for (const from of [plain, ruled]) from.close();
    }
  });

  test("of a farm comes behind whatever is comparable, and before what is not", async () => {
    const from = trusting({ authorityPrior: false });
    await from.add([
      storedDocument("farm", [farm], { tier: "farm" }),
      storedDocument("forum", ["Renewing a passport takes six weeks or so, they say."]),
      storedDocument("almanac", ["A passport is a book that lists the seaports of the world."]),
    ]);
    expect(await titles(from)).toEqual(["forum", "farm", "almanac"]);
    from.close();
  });

  test("speaks for its near-copies, also where a copy ranks higher", async () => {
    const from = trusting({ authorityPrior: false, authorityQuota: 0, farmsYield: false });
    await from.add([
      storedDocument("scraped", [`${statement}!`], { tier: "farm" }),
      storedDocument("office", [`${statement}, it says here.`], { tier: "official" }),
    ]);
    const hits = await search("licence for freshwater fishing", 5, from);
    expect(hits.map((hit) => [hit.source.title, hit.duplicates])).toEqual([["office", 1]]);
    from.close();
  });

  test("parts the library in two that are searched alone or together, without an index of its own", async () => {
    const from = trusting();
    await from.add([
      storedDocument("farm", [farm], { tier: "farm" }),
      storedDocument("forum", ["Passport? Six weeks."]),
      storedDocument("office", [office], { tier: "official" }),
    ]);
    const found = async (tiers?: readonly AuthorityTier[]) => {
      const filters: SearchFilters = tiers === undefined ? {} : { tiers };
      const outcome = await from.search({ text: "passport six weeks", limit: 9, filters });
      return outcome.type === "hits" ? outcome.hits.map((hit) => hit.source.title).sort() : [];
    };
    expect(await found(["high"])).toEqual(["office"]);
    expect(await found(["low", "contested", "unknown"])).toEqual(["farm", "forum"]);
    expect(await found()).toEqual(["farm", "forum", "office"]);
    from.close();
  });
});

describe("quotes", () => {
  const texts = ["The bank of the river.", "A river bank by the bank.", "Rivers of the bank."];

  beforeEach(() => library.add(texts.map((text, index) => storedDocument(String(index), [text]))));

  test("around the whole query ask for exact matches", async () => {
    const hits = await search('"river bank"');
    expect(hits.map((hit) => hit.passage.text)).toEqual([texts[1]]);
    expect(factor(hits[0], "exact-phrase")).toBeDefined();
  });

  test("that match nothing are read as words", async () => {
    expect(await search('"bank river rivers"')).toHaveLength(3);
  });
});

describe("neighbours", () => {
  const cluster = [
    "Wing flutter of a heated plate in supersonic flow.",
    "Supersonic flow heats the plate of a wing until flutter begins.",
    "Flutter of plates: the wing is heated by supersonic flow.",
  ];
  const akin = "The plate is heated, and its flutter in a supersonic stream is described.";
  const stranger = "The dinner plate is described in a catalogue, and heated in an oven.";

  test("passages about the same thing lift each other above one that shares a word by chance", async () => {
    await library.add([...cluster, akin, stranger].map((text) => storedDocument(text.slice(0, 20), [text])));
    const hits = await search("wing plate flutter supersonic flow described");
    const place = (text: string) => hits.findIndex((hit) => hit.passage.text === text);
    expect(place(akin)).toBeLessThan(place(stranger));
    expect(factor(hits[0], "neighbours")).toBeGreaterThan(0);
  });

  test("copies do not vouch for each other", async () => {
    const copies = Array.from({ length: 6 }, (_, index) =>
      storedDocument(`copy ${index}`, [
        `Zebra crossing rules were abolished long ago ${"x".repeat(index + 1)}`,
      ]),
    );
    const honest = storedDocument("honest", [
      "Zebra crossing rules: who walks goes first, says the traffic law here.",
    ]);
    await library.add([...copies, honest]);
    const plain = openLibrary(":memory:", { ranking: { neighbours: false } });
    await plain.add([...copies, honest]);
    const share = async (from: Library) => {
      const hits = await search("zebra crossing rules", 10, from);
      const score = (title: string) => hits.find((hit) => hit.source.title.startsWith(title))?.score ?? 0;
      return score("honest") / score("copy");
    };
    expect(await share(library)).toBeGreaterThanOrEqual((await share(plain)) * 0.95);
    plain.close();
  });

  test("a score is the sum of its factors", async () => {
    await library.add([...cluster, akin].map((text) => storedDocument(text.slice(0, 20), [text])));
    for (const hit of await search("wing plate flutter supersonic")) {
      expect((factor(hit, "words") ?? 0) + (factor(hit, "neighbours") ?? 0)).toBeCloseTo(hit.score, 9);
    }
  });
});

test("terms come with their weight, 0 for what occurs nowhere", async () => {
  await library.add([storedDocument("a", ["fishing licence"]), storedDocument("b", ["fishing boat"])]);
  const outcome = await library.search({ text: "fishing boats zanzibar", limit: 5 });
  const terms = outcome.type === "hits" ? outcome.terms : [];
  expect(terms.map(({ term }) => term)).toEqual(["fish", "boat", "zanzibar"]);
  const [fish, boat, zanzibar] = terms.map(({ idf }) => idf);
  expect(zanzibar).toBe(0);
  expect(boat).toBeGreaterThan(fish ?? 0);
});
