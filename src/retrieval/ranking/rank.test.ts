import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SearchHit } from "../../web/search-provider.ts";
import { storedDocument } from "../library.fixture.ts";
import { defaultRanking, type Library, openLibrary } from "../library.ts";
import { authorityFactor } from "./authority.ts";

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

  test("authority decides between equals and nothing else", async () => {
    const trusting = openLibrary(":memory:", {
      ranking: { authorityOf: (source) => (source.tier === "official" ? 1 : 0) },
    });
    await trusting.add([
      storedDocument("forum", ["Renewing a passport takes six weeks or so."]),
      storedDocument("office", ["Renewing a passport takes six weeks at most."], { tier: "official" }),
      storedDocument("almanac", ["A passport is a book."], { tier: "official" }),
    ]);
    const hits = await search("renewing a passport six weeks", 3, trusting);
    expect(hits.map((hit) => hit.source.title)).toEqual(["office", "forum", "almanac"]);
    expect(factor(hits[0], "authority")).toBeCloseTo(1.1, 9);
    trusting.close();
  });

  test("authority moves a score by a tenth at most, whatever it claims to be", () => {
    expect([-5, 0, 0.5, 1, 7].map(authorityFactor)).toEqual([0.9, 0.9, 1, 1.1, 1.1]);
    expect(defaultRanking.authorityOf(storedDocument("x", []).source)).toBe(0.5);
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
