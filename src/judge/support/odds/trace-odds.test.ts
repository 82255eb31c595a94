import { describe, expect, it } from "vitest";
import { sentenceView } from "../evidence.ts";
import { type CharacterTraces, characterTraces, traceSlots } from "./character-slots.ts";
import { learnOdds, oddsFeatureNames, oddsFeatures } from "./trace-odds.ts";

const traces = (claim: string, evidence: string): CharacterTraces =>
  characterTraces(sentenceView(claim), sentenceView(evidence));

/** Claims with a character of their own: supported with 有, not with 没. */
const examples = ["图书馆", "博物馆", "火车站", "电影院", "体育场"].flatMap((place) => [
  { traces: traces(`${place}有门`, `${place}的门开着`), isPositive: true },
  { traces: traces(`${place}没门`, `${place}的门开着`), isPositive: false },
]);

describe("characterTraces", () => {
  it("keeps what is missing, shared and extra apart, each thing once", () => {
    const found = traces("馆馆开", "馆关");
    expect(found.missing).toHaveLength(1);
    expect(found.shared).toHaveLength(1);
    expect(found.extra).toHaveLength(1);
    expect(found["missing-pair"]).toHaveLength(2);
    expect(found.missing).not.toEqual(found.extra);
    for (const slot of Object.values(found).flat()) expect(slot).toBeLessThan(traceSlots);
  });

  it("finds nothing for a claim without Chinese characters", () => {
    expect(Object.values(traces("The library opens.", "图书馆开放。")).flat()).toEqual([]);
  });
});

describe("learnOdds", () => {
  const odds = learnOdds(examples);
  const sumOf = (claim: string, evidence: string): number =>
    oddsFeatures(odds, traces(claim, evidence))[oddsFeatureNames.indexOf("odds.missing.sum")] ?? 0;

  it("learns which additions go with support, also in a sentence it has not seen", () => {
    expect(sumOf("市场有门", "市场的门开着")).toBeGreaterThan(0);
    expect(sumOf("市场没门", "市场的门开着")).toBeLessThan(0);
  });

  it("says nothing of what it has never seen, and nothing at all without examples", () => {
    expect(sumOf("市场漆门", "市场的门开着")).toBe(0);
    expect(learnOdds([]).every((value) => value === 0)).toBe(true);
  });
});
