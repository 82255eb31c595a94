import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { chinaLaws } from "./china-laws.ts";
import { readLawHeader, versionDate, versionLabel } from "./law-header.ts";
import { lawPublisher } from "./law-publisher.ts";

function tree(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "laws-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

const law = (title: string, history: string, body = "第一条 为了测试，制定本法。") =>
  `# ${title}\n\n${history}\n\n<!-- INFO END -->\n\n\u200b\n\n## 第一章 总 则\n\n${body}\n`;
const adopted =
  "2018年10月26日 第十三届全国人民代表大会常务委员会第六次会议《关于修改〈样例法〉的决定》第四次修正";
const revised = "2023年12月29日 第十四届全国人民代表大会常务委员会第七次会议第二次修订";

describe("laws of China", () => {
  it("become records with title, date, publisher and a link to where the text was taken from", () => {
    const folder = tree({ "民法商法/样例法(2018-10-26).md": law("中华人民共和国样例法", adopted) });
    expect(chinaLaws(folder, "https://example.org/blob/1")).toEqual([
      {
        url: `https://example.org/blob/1/${encodeURIComponent("民法商法")}/${encodeURIComponent("样例法(2018-10-26).md")}`,
        title: "中华人民共和国样例法",
        published: "2018-10-26",
        language: "zh",
        publisher: "全国人民代表大会常务委员会",
        tier: "official",
        text: `# 中华人民共和国样例法\n\n${adopted}\n\n## 第一章 总则\n\n第一条 为了测试，制定本法。`,
      },
    ]);
  });

  it("keep superseded versions apart by the year and the kind of change", () => {
    const folder = tree({
      "民法商法/样例法(2018-10-26).md": law("中华人民共和国样例法", adopted),
      "民法商法/样例法(2023-12-29).md": law(
        "中华人民共和国样例法",
        `${adopted}\n\n${revised}`,
        "第一条 新的。",
      ),
    });
    expect(chinaLaws(folder, "https://example.org").map((record) => record.title)).toEqual([
      "中华人民共和国样例法（2018年修正）",
      "中华人民共和国样例法（2023年修订）",
    ]);
  });

  it("are listed once when they stand in two folders", () => {
    const text = law("样例法", adopted);
    const folder = tree({ "经济法/样例法(2018-10-26).md": text, "行政法/样例法(2018-10-26).md": text });
    expect(chinaLaws(folder, "https://example.org")).toHaveLength(1);
  });

  it("leave out case notes, miscellany and folder indexes", () => {
    const text = law("样例", adopted);
    const folder = tree({ "案例/a.md": text, "其他/b.md": text, "刑法/_index.md": text, "README.md": text });
    expect(chinaLaws(folder, "https://example.org")).toEqual([]);
  });

  it("join the two titles of a part of the civil code", () => {
    const text =
      "# 中华人民共和国民法典\n\n# 总则\n\n2020年5月28日 第十三届全国人民代表大会第三次会议通过\n\n<!-- INFO END -->\n\n第一条 甲。";
    const [record] = chinaLaws(tree({ "民法典/总则.md": text }), "https://example.org");
    expect(record).toMatchObject({
      title: "中华人民共和国民法典 总则",
      publisher: "全国人民代表大会",
      published: "2020-05-28",
    });
  });
});

describe("the history of a law", () => {
  it("tells the change itself from the names of decisions that it quotes", () => {
    const header = readLawHeader([
      "2017年3月1日 《国务院关于修改和废止部分行政法规的决定》第一次修订",
      "2001年1月2日 《关于修正案的说明》公布",
    ]);
    expect(header.events.map((event) => event.kind)).toEqual(["revision", "adoption"]);
  });

  it("dates a version by the latest of file name and header, never by the day it took effect", () => {
    const header = readLawHeader(["2018年12月3日 公布", "2019年2月1日 施行"]);
    expect(versionDate(header, undefined)).toBe("2018-12-03");
    expect(versionDate(header, "2020-01-02")).toBe("2020-01-02");
    expect(versionDate(header, "1972-01-02")).toBe("2018-12-03");
    expect(versionDate(readLawHeader([]), undefined)).toBeUndefined();
  });

  it("names a version by its year where the header does not say what changed", () => {
    expect(versionLabel(readLawHeader([]), "2020-01-02")).toBe("2020年版");
  });
});

it.each([
  ["行政法规/a.md", "样例条例", "1993年4月20日 中华人民共和国国务院令第111号发布", "国务院"],
  [
    "行政法规/a.md",
    "样例条例",
    "2004年1月1日 中华人民共和国国务院、中华人民共和国中央军事委员会令第400号公布",
    "国务院、中央军事委员会",
  ],
  ["行政法规/a.md", "样例规定", "1999年1月25日 监察部、人事部令第7号发布", "监察部、人事部"],
  ["行政法规/a.md", "样例办法", "", "国务院"],
  ["司法解释/a.md", "最高人民法院、最高人民检察院关于样例的解释", "", "最高人民法院、最高人民检察院"],
  [
    "司法解释/a.md",
    "人民检察院样例规则",
    "2019年12月2日 最高人民检察院第十三届检察委员会第二十八次会议通过",
    "最高人民检察院",
  ],
  ["部门规章/公安部/a.md", "样例规定", "", "公安部"],
  ["宪法/宪法.md", "中华人民共和国宪法", "", "全国人民代表大会"],
])("%s %s (%s) is published by %s", (path, title, history, publisher) => {
  expect(lawPublisher(path, title, readLawHeader(history === "" ? [] : [history]))).toBe(publisher);
});
