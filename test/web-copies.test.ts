import { expect, it } from "vitest";
import { sha256 } from "../src/core/hash.ts";
import type { Source } from "../src/core/source.ts";
import { originsOf } from "../src/retrieval/origins/origins-of.ts";
import { verifies } from "./promises.ts";

const page = (url: string, text: string): { readonly source: Source; readonly text: string } => ({
  source: { id: sha256(text), url, title: "River", authors: [], mediaType: "text/html", collection: "web" },
  text,
});

const summary = (length: number, year: number): string =>
  `The river is ${length} kilometres long, from its source in the hills to the sea. It was measured in ${year} by surveyors who walked its whole course, and again from the air. Twelve towns stand on its banks, and a canal has joined it to the neighbouring valley for two hundred years. The spring floods are low, because three lakes hold the melting snow back.`;

it(`altered copies of one text on many hosts are one origin ${verifies("fetch.trap")}`, () => {
  const copies = Array.from({ length: 6 }, (_, at) =>
    page(`https://copy-${at}.example-${at}.com/river`, summary(400 + 37 * at, 1950 + at)),
  );
  const other = page(
    "https://www.survey.example/rivers",
    "Our office keeps the lengths of all rivers of the country. Each figure comes from maps of the same scale, drawn after the flights of one summer, and is corrected when a course is straightened or a reservoir is filled. The table below gives name, length, basin and the year of the last correction.",
  );
  const origins = originsOf([...copies, other]);
  expect(new Set(copies.map(({ source }) => origins.get(source.id)?.origin)).size).toBe(1);
  expect(origins.get(other.source.id)?.origin).not.toBe(origins.get(copies[0]?.source.id ?? "")?.origin);
});
