import { expect, test } from "vitest";
import { engineWorld } from "./engine-world.fixture.ts";
import { fixtureText } from "./engine-site.fixture.ts";
import { worldBank } from "./world-bank.ts";
import { figuresTable } from "./world-bank-figures.ts";
import { countriesIn, matchIndicators } from "./world-bank-match.ts";

const indicators = [
  { id: "GDP", name: "GDP (current US$)" },
  { id: "GROWTH", name: "GDP growth (annual %)" },
  { id: "CO2", name: "Carbon dioxide emissions excluding LULUCF (Mt CO2e)", sourceNote: "Climate change." },
  { id: "LIFE", name: "Life expectancy at birth, total (years)" },
  { id: "WORLD", name: "Exports to the world of goods (% of GDP)" },
  { id: "ZH", name: "人均国内生产总值（现价美元）" },
];
const countries = [
  { id: "CHN", name: "China" },
  { id: "EGY", name: "Egypt, Arab Rep." },
  { id: "HKG", name: "Hong Kong SAR, China" },
  { id: "USA", name: "United States" },
  { id: "GIN", name: "Guinea" },
  { id: "GNQ", name: "Equatorial Guinea" },
  { id: "DEU", name: "德国" },
];
const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id);

test("countries are found by their names, the longer name before the shorter one inside it", () => {
  expect(ids(countriesIn("GDP growth of United States and China", countries))).toEqual(["USA", "CHN"]);
  expect(ids(countriesIn("oil of Equatorial Guinea", countries))).toEqual(["GNQ"]);
  expect(ids(countriesIn("egypt's exports", countries))).toEqual(["EGY"]);
  expect(ids(countriesIn("德国人均国内生产总值", countries))).toEqual(["DEU"]);
  expect(ids(countriesIn("machinations of chinaware", countries))).toEqual([]);
});

test.each([
  ["GDP", "GDP"],
  ["annual growth of GDP", "GROWTH"],
  ["how much carbon dioxide is emitted", "CO2"],
  ["life expectancy", "LIFE"],
  ["人均国内生产总值是多少", "ZH"],
])("the indicator for %s is %s", (text, id) => {
  expect(matchIndicators(text, { indicators, countries: [] })[0]?.id).toBe(id);
});

test("words of no name find nothing, nor do the names of countries", () => {
  expect(matchIndicators("solid-state battery", { indicators, countries: [] })).toEqual([]);
  expect(matchIndicators("world", { indicators, countries: [{ id: "WLD", name: "World" }] })).toEqual([]);
});

test("figures stand in a table, years down and countries across", () => {
  const figures = [
    { country: "China", year: "2022", value: 1.5 },
    { country: "Egypt", year: "2023", value: -2 },
    { country: "China", year: "2023", value: 3e12 },
  ];
  expect(figuresTable(figures).split("\n")).toEqual([
    "| Year | China | Egypt |",
    "| --- | ---: | ---: |",
    "| 2023 | 3000000000000 | -2 |",
    "| 2022 | 1.5 |  |",
  ]);
});

const playing = ({ path }: { readonly path: string }) => {
  if (path.endsWith("/indicator")) return fixtureText("world-bank-indicators.json");
  return fixtureText(path.endsWith("/country") ? "world-bank-countries.json" : "world-bank-figures.json");
};

test("the lists of indicators and countries are asked for once in each language", async () => {
  await using world = await engineWorld(worldBank, playing);
  const query = { text: "GDP of China and Egypt", limit: 1 };
  await world.ask(query);
  await world.ask(query);
  await world.ask({ text: "中国 GDP", limit: 1 });
  expect(world.received.map(({ path, query: { mrnev = "" } }) => `${path} ${mrnev}`.trim())).toEqual([
    "/en/source/2/indicator",
    "/en/country",
    "/en/country/CHN;EGY/indicator/NY.GDP.MKTP.CD 10",
    "/en/country/CHN;EGY/indicator/NY.GDP.MKTP.CD 10",
    "/zh/source/2/indicator",
    "/zh/country",
    "/zh/country/WLD/indicator/NY.GDP.MKTP.CD 10",
  ]);
});

test("an error comes as a list with a message", async () => {
  const error = [
    { message: [{ id: "120", key: "Invalid value", value: "The provided parameter value is not valid" }] },
  ];
  await using world = await engineWorld(worldBank, [JSON.stringify(error)]);
  expect(await world.ask()).toMatchObject({
    code: "REFUSED",
    message: "World Bank refuses the request: The provided parameter value is not valid",
  });
});
