import fc from "fast-check";
import { expect, test } from "vitest";
import { detectLanguage } from "./language.ts";

test.each([
  ["How do I replace a lost passport?", "en"],
  ["passport", "en"],
  ["Social Security benefits", "en"],
  ["renew driver license California", "en"],
  ["tax brackets 2024", "en"],
  ["护照丢了怎么办", "zh"],
  ["劳动合同", "zh"],
  ["iPhone 15 在中国的价格是多少？", "zh"],
  ["護照遺失怎麼辦", "zh"],
  ["これは日本語の文章です。", "ja"],
  ["東京都の天気", "ja"],
  ["이것은 한국어 문장입니다", "ko"],
  ["Was ist der Unterschied zwischen Miete und Pacht?", "de"],
  ["Quel est le prix du billet pour Lyon ?", "fr"],
  ["¿Cuál es la capital de Francia y cómo llego?", "es"],
  ["Как получить паспорт в Москве", "ru"],
  ["Πώς βγάζω διαβατήριο", "el"],
])("%s is %s", (text, language) => {
  expect(detectLanguage(text)).toBe(language);
});

test("an English text with a few Chinese words is English", () => {
  expect(detectLanguage("The word 关系 is often used for connections between people in business.")).toBe(
    "en",
  );
});

test("addresses and markup do not decide", () => {
  expect(detectLanguage(`https://example.de/der-die-das/und-ist ${"# ".repeat(50)} 民法典的适用范围`)).toBe(
    "zh",
  );
});

test("text without letters has no language", () => {
  expect(detectLanguage("12.5 % — 2024")).toBeUndefined();
  expect(detectLanguage("")).toBeUndefined();
});

test("any text has a language or none, and never an error", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(detectLanguage(text) ?? "en").toMatch(/^[a-z]{2,3}$/);
    }),
  );
});
