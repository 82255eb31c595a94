import { describe, expect, test } from "vitest";
import { type BriefFixture, briefFrom, idOf, type PassageFixture } from "./brief.fixture.ts";
import { readEvidence } from "./reading.ts";
import { current, old, versions } from "./reports.fixture.ts";
import { keepCurrent } from "./versions.ts";

const about = (question: string, passages: readonly PassageFixture[]) => {
  const fixture: BriefFixture = {
    ...versions,
    question,
    asks: [{ id: "q1", text: question, heading: "", kind: "fact" }],
    passages,
  };
  const brief = briefFrom(fixture);
  const kept = keepCurrent(readEvidence(brief), brief.analysis, brief.repeals);
  const ids = (found: readonly { readonly citationId: string }[]) =>
    found.map(({ citationId }) => citationId);
  return { kept: ids(kept.readings), superseded: ids(kept.superseded), outdated: ids(kept.outdated) };
};

describe("keepCurrent", () => {
  test("keeps the newer version alone", () => {
    const newer = idOf(current);
    expect(about("公司法怎样规定注册资本？", [old, current])).toEqual({
      kept: [newer],
      superseded: [newer],
      outdated: [],
    });
  });

  test("keeps the version that the question names by its year", () => {
    expect(about("2018年公司法怎样规定注册资本？", [old, current])).toEqual({
      kept: [idOf(old)],
      superseded: [],
      outdated: [],
    });
  });

  test("keeps all where the question asks for more than one", () => {
    expect(about("新旧公司法怎样规定注册资本？", [old, current]).kept).toHaveLength(2);
    expect(about("公司法2018年和2023年的规定", [old, current]).kept).toHaveLength(2);
  });

  test("keeps the older version where the newer one has hardly to do with the matter", () => {
    const aside = { ...current, relevance: 0.2 };
    expect(about("公司法怎样规定注册资本？", [old, aside])).toEqual({
      kept: [idOf(old)],
      superseded: [],
      outdated: [idOf(old)],
    });
  });

  test("leaves documents of which there is one version alone", () => {
    const other = { ...old, title: "中华人民共和国合伙企业法" };
    expect(about("公司法怎样规定注册资本？", [other, current])).toMatchObject({
      superseded: [],
      outdated: [],
    });
  });
});
