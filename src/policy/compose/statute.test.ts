import { describe, expect, test } from "vitest";
import type { Passage, Source } from "../../core/source.ts";
import { readStatute, withoutArticleNumber } from "./statute.ts";

function source(title: string, url = "file:///laws/x.md"): Source {
  return {
    id: "0",
    url,
    title,
    authors: [],
    mediaType: "text/markdown",
    collection: "laws",
    published: "2023-12-29",
  };
}

function passage(text: string, headingPath: readonly string[] = []): Passage {
  return { index: 0, kind: "paragraph", headingPath, text, start: 0, end: text.length };
}

describe("readStatute", () => {
  test("cites a book of a code, or its general part, by the code", () => {
    const article = passage("第一百条 有下列情形的，终止。");
    for (const title of ["中华人民共和国民法典 物权编", "中华人民共和国民法典 总则"]) {
      expect(readStatute(source(title), article)).toMatchObject({ name: "《民法典》", key: "民法典" });
    }
  });

  test("knows a law by its title and the article by the text or the heading", () => {
    const law = readStatute(source("中华人民共和国公司法"), passage("第四十七条 五年内缴足。"));
    expect(law).toEqual({
      name: "《公司法》",
      key: "公司法",
      article: "第四十七条",
      level: 1,
      version: "2023-12-29",
    });
    const continued = readStatute(
      source("中华人民共和国公司法"),
      passage("从其规定。", ["第三章 设立", "第四十七条"]),
    );
    expect(continued?.article).toBe("第四十七条");
  });

  test("nests the title of a law in the title of an interpretation", () => {
    const title = "最高人民法院关于适用《中华人民共和国公司法》时间效力的若干规定";
    expect(readStatute(source(title), passage("第一条 适用。"))).toMatchObject({
      name: "《最高人民法院关于适用〈公司法〉时间效力的若干规定》",
      level: 3,
    });
  });

  test("cites a code that is stored by its books by the name of the code", () => {
    for (const title of ["中华人民共和国民法典 婚姻家庭编", "中华人民共和国民法典 第五编 婚姻家庭编"]) {
      const found = readStatute(source(title), passage("第一千零八十四条 父母与子女间的关系……"));
      expect(found).toMatchObject({ name: "《民法典》", article: "第一千零八十四条", level: 1 });
    }
  });

  test.each([
    ["中华人民共和国宪法", "", 0],
    ["中华人民共和国民法典", "", 1],
    ["中华人民共和国劳动合同法实施条例", "", 2],
    ["企业职工带薪年休假实施办法", "/部门规章/a.md", 4],
    ["印章管理规定", "/行政法规/a.md", 2],
  ])("%s has its level", (title, path, level) => {
    const found = readStatute(source(title, `file:///laws${encodeURI(path)}`), passage("第一条 正文。"));
    expect(found?.level).toBe(level);
  });

  test("takes nothing else for a law", () => {
    expect(readStatute(source("How to renew a passport"), passage("Apply in person."))).toBeUndefined();
    expect(readStatute(source("公司法解读"), passage("第四十七条 规定了期限。"))).toBeUndefined();
    expect(readStatute(source("学习方法"), passage("多看书。"))).toBeUndefined();
  });
});

test("an article loses its number and nothing else", () => {
  expect(withoutArticleNumber("第二十条　劳动者在试用期的工资")).toBe("劳动者在试用期的工资");
  expect(withoutArticleNumber("第一百三十三条之一 【危险驾驶罪】 在道路上驾驶机动车")).toBe(
    "在道路上驾驶机动车",
  );
  expect(withoutArticleNumber("劳动者依照第二十条")).toBe("劳动者依照第二十条");
});
