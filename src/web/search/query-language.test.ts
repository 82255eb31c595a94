import { expect, test } from "vitest";
import {
  bibliographicCode,
  filterLanguage,
  primaryTag,
  queryLanguage,
  terminologicalCode,
} from "./query-language.ts";

const asked = (text: string, language?: string) => ({
  text,
  limit: 1,
  ...(language === undefined ? {} : { filters: { language } }),
});

test("the language of a query is that of its filter, else that of its script", () => {
  expect(queryLanguage(asked("solid-state battery"))).toBe("en");
  expect(queryLanguage(asked("固态电池"))).toBe("zh");
  expect(queryLanguage(asked("固态电池", "EN-gb"))).toBe("en");
  expect(filterLanguage(asked("固态电池"))).toBeUndefined();
  expect(filterLanguage(asked("x", "zh-Hans-CN"))).toBe("zh");
});

test("codes of three letters, of libraries and of ISO 639-3, and back", () => {
  expect([bibliographicCode("zh"), terminologicalCode("zh")]).toEqual(["chi", "zho"]);
  expect([bibliographicCode("en"), terminologicalCode("en")]).toEqual(["eng", "eng"]);
  expect(bibliographicCode("tlh")).toBeUndefined();
  expect(["CHI", "zho", "eng", "und"].map(primaryTag)).toEqual(["zh", "zh", "en", "und"]);
});
