import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse, analyseInto, analyseTerms } from "./analyse.ts";
import { TermList } from "./term-list.ts";

const query = { mode: "query" } as const;

/** Terms that a query and a text have in common. */
function shared(question: string, text: string): string[] {
  const indexed = new Set(analyseTerms(text));
  return analyseTerms(question, query).filter((term) => indexed.has(term));
}

describe("English", () => {
  test.each([
    ["running renewals", "run renew"],
    ["The state of the art", "state art"],
    ["state-of-the-art e-mail", "stateoftheart state art email e mail"],
    ["don't O'Brien's l’homme", "dont obrien lhomm"],
    ["U.S. Ph.D. e.g.", "us phd eg"],
    ["getUserName snake_case mRNA", "getusernam get user name snakecas snake case mrna"],
    ["C++ C# F#", "c++ c# f#"],
    [
      "usa.gov john.smith@example.org",
      "usa.gov usa gov john.smith@example.org example.org john smith exampl org",
    ],
    ["https://www.usa.gov/renew", "https usa.gov www usa gov renew"],
    ["§ 552(a)(4)", "section 552 4"],
    ["$1,200 50% 100mg 29th", "dollar 1200 50 percent 100mg 100 mg 29th 29"],
    ["café naïve Straße ＡＢＣ１２３ ﬁsh", "cafe naiv strass abc123 fish"],
    ["colour haemoglobin organisation centre", "color hemoglobin organ center"],
    ["TGF-β TNFα λόγος", "tgfbeta tgf beta tnfalpha λογος"],
    ["2010年中国", "2010年 2010 年中 中国"],
  ])("%s", (text, terms) => {
    expect(analyseTerms(text).join(" ")).toBe(terms);
  });

  test("question words are dropped from queries only, unless there is nothing else", () => {
    expect(analyseTerms("How do I renew it?", query)).toEqual(["renew"]);
    expect(analyseTerms("How do I renew it?")).toContain("how");
    expect(analyseTerms("what is it", query)).toEqual(["what"]);
  });

  test("a stop word that is written as a name stays", () => {
    expect(analyseTerms("vitamin A for IT staff in the US, in May", query)).toEqual(
      expect.arrayContaining(["a", "it", "us", "may"]),
    );
    expect(analyseTerms("A form may be used by us. It is free.", query)).toEqual(["form", "use", "free"]);
  });
});

describe("dates and numbers meet whatever the way of writing", () => {
  const dates = [
    "29 December 2023",
    "December 29, 2023",
    "Dec. 29th, 2023",
    "2023-12-29",
    "2023/12/29",
    "2023.12.29",
  ];
  test.each([...dates, "2023年12月29日", "二〇二三年十二月二十九日", "2023-12-29T10:00"])("%s", (text) => {
    expect(analyseTerms(text)).toEqual(expect.arrayContaining(["2023-12-29", "2023-12"]));
  });

  test("what is no date is not read as one", () => {
    expect(analyseTerms("2023-13-29 and 99/12/2023 and may 5 people")).not.toContainEqual(
      expect.stringMatching(/^\d{4}-\d\d/),
    );
  });

  test.each([
    ["第39条", "依照本法第三十九条的规定", "第39 39条 39"],
    ["二〇二三年", "2023年公布", "2023 2023年"],
    ["三个月", "期限为3个月", "个月 3 3个"],
    ["3万元", "罚款三万元", "万元 30000 30000元"],
    ["50%", "百分之五十", "50 percent"],
    ["1,234.5 dollars", "$1234.5", "1234.5 dollar"],
  ])("%s and %s", (question, text, terms) => {
    expect(shared(question, text).sort()).toEqual(terms.split(" ").sort());
  });
});

describe("Chinese", () => {
  test("traditional and simplified meet", () => {
    expect(analyseTerms("臺灣軟體與後來的皇后")).toEqual(analyseTerms("台湾软体与后来的皇后"));
  });

  test("question words and particles are dropped from queries and bridge nothing", () => {
    expect(analyseTerms("护照遗失了怎么补办？", query)).toEqual(["护照", "照遗", "遗失", "补办"]);
    expect(analyseTerms("本法的立法目的是什么", query)).toEqual(["本法", "立法", "法目", "目的"]);
    expect(analyseTerms("什么", query)).toEqual(["什么"]);
  });

  test("a single character stays, a word of another script ends the run", () => {
    expect(analyseTerms("税 使用Python语言")).toEqual(["税", "使用", "python", "语言"]);
  });

  test("characters beyond the basic plane are whole", () => {
    expect(analyse("𠮷野家")).toMatchObject([
      { term: "𠮷野", start: 0, end: 3 },
      { term: "野家", start: 2, end: 4 },
    ]);
  });
});

test("what was learned of words may be forgotten, and nothing changes", () => {
  const text = "Renewing passports: 护照遗失 2023年12月 e-mail getUserName";
  const before = analyse(text);
  // More pairs of characters than are remembered.
  const characters = Array.from({ length: 700 }, (_, index) => String.fromCharCode(0x4e00 + index));
  const pairs = characters.flatMap((first) => characters.map((second) => first + second));
  for (let start = 0; start < pairs.length; start += 5_000)
    analyse(pairs.slice(start, start + 5_000).join(" "));
  expect(analyse(text)).toEqual(before);
});

test("a list is filled again with the terms of the next text, as many as there are", () => {
  const list = new TermList();
  for (const text of ["one two", "护照遗失 ".repeat(300), "", "three"]) {
    analyseInto(text, list);
    const filled = Array.from({ length: list.length }, (_, at) => ({
      term: list.term(at),
      position: list.positions[at],
      start: list.starts[at],
      end: list.ends[at],
    }));
    expect(filled).toEqual(analyse(text));
  }
});

test("offsets point at the surface form and positions never go back, for any text", () => {
  const pieces = fc.constantFrom(
    ..."the A-b 3.5% § 第三十九条 2023年12月 U.S. x@y.z 的 Über-α ３ \ud800 \u0301 C++ 29 May 2021 . , \n 臺灣 ภาษาไทย".split(
      " ",
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.array(pieces).map((all) => all.join(" ")),
      ),
      (text) => {
        let position = 0;
        for (const token of analyse(text)) {
          expect(token.term).not.toBe("");
          expect(text.slice(token.start, token.end)).not.toBe("");
          expect(token.position).toBeGreaterThanOrEqual(position);
          position = token.position;
        }
        expect(() => analyse(text, query)).not.toThrow();
      },
    ),
    { numRuns: 500 },
  );
});
