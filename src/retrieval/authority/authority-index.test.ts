import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { authorityTiers } from "../../core/authority.ts";
import { openAuthorityIndex } from "./authority-index.ts";
import { readOverrides } from "./read-overrides.ts";

const index = openAuthorityIndex();
const briefly = (address: string) => {
  const { tier, via, by } = index.of(address);
  return [tier, via, by];
};

describe("a listed domain", () => {
  test("is known with its kind, its standing and the reason, in both languages", () => {
    expect(index.of("https://www.stats.gov.cn/sj/")).toMatchObject({
      tier: "high",
      score: 1,
      kind: "statistics",
      official: true,
      reliable: "yes",
      via: "listed",
      nameZh: "国家统计局",
      country: "CN",
      reason: { en: expect.stringMatching(/statistical office/), zh: expect.stringMatching(/统计/) },
    });
  });

  test("lends its standing to the hosts below it", () => {
    expect(briefly("https://data.census.gov/table")).toEqual(["high", "parent", "census.gov"]);
    expect(briefly("https://en.wikipedia.org/wiki/Zurich")).toEqual(["contested", "parent", "wikipedia.org"]);
  });

  test("at a public suffix speaks for itself only", () => {
    expect(briefly("https://www.gov.cn/")).toEqual(["high", "listed", "gov.cn"]);
    expect(briefly("https://town.gov.cn/")).toEqual(["high", "suffix", "gov.cn"]);
  });

  test("is official or reliable, both or neither: two questions", () => {
    const standing = ["who.int", "nature.com", "xinhuanet.com", "rt.com", "naturalnews.com"].map((domain) => {
      const { official, reliable, tier } = index.of(domain);
      return [official, reliable, tier];
    });
    expect(standing).toEqual([
      [true, "yes", "high"],
      [false, "yes", "high"],
      [true, "disputed", "contested"],
      [true, "no", "low"],
      [false, "no", "low"],
    ]);
  });
});

test("what raters disagree on is not pushed down where it is learned or official", () => {
  const scores = ["arxiv.org", "en.wikipedia.org", "xinhuanet.com", "foxnews.com"].map(
    (name) => index.of(name).score,
  );
  expect(scores).toEqual([0.6, 0.6, 0.6, 0.45]);
});

describe("pages of users", () => {
  test.each([
    "https://cs.stanford.edu/~someone/essay.html",
    "https://people.csail.mit.edu/someone/",
    "https://forums.eurogamer.net/topic/1",
    "https://blogs.nature.com/someone",
    "https://someone.github.io/paper",
  ])("do not inherit the authority of the domain: %s", (address) => {
    expect(index.of(address).tier).not.toBe("high");
  });

  test.each([
    "https://baijiahao.baidu.com/s?id=1",
    "https://zhuanlan.zhihu.com/p/1",
    "https://blog.csdn.net/someone/article/details/1",
    "https://weibo.com/1",
    "https://someone.blogspot.com/2020/",
    "https://sites.google.com/view/x",
    "https://mp.weixin.qq.com/s/x",
    "https://medium.com/@someone/x",
  ])("on platforms where nobody checks are low: %s", (address) => {
    expect(index.of(address)).toMatchObject({ tier: "low", kind: "user-content" });
  });

  test("a section that contributors fill is judged apart from the rest", () => {
    expect(index.of("https://www.forbes.com/sites/someone/2020/x").tier).toBe("contested");
    expect(index.of("https://www.forbes.com/lists/x").tier).toBe("high");
  });
});

describe("what is not listed", () => {
  test("is unknown, and neither trusted nor doubted", () => {
    for (const address of [
      "https://some-shop.example/",
      "file:///home/a.pdf",
      "",
      "nonsense",
      "10.0.0.1",
      "http://[::1]/",
    ])
      expect(index.of(address)).toMatchObject({ tier: "unknown", score: 0.5, via: "unknown" });
  });

  test("has an estimate by its name, which changes neither tier nor score", () => {
    const { tier, score, estimate } = index.of("https://hidden-truth-cures.info/");
    expect([tier, score]).toEqual(["unknown", 0.5]);
    expect(estimate).toMatchObject({ tier: "low", reason: { en: expect.stringContaining("cures") } });
    for (const address of [
      "https://who.int/",
      "someone.github.io",
      "file:///home/a.pdf",
      "10.0.0.1",
      "https://some-shop.example/",
    ])
      expect(index.of(address)).not.toHaveProperty("estimate");
  });

  test("is read with its port, its user and its letters as they come", () => {
    for (const address of ["nature.com:8080", "someone@nature.com", "NATURE.com.", "www.nature.com/x?y"])
      expect(index.of(address)).toMatchObject({ tier: "high", by: "nature.com" });
  });

  test("is never an error, whatever it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ size: "small" }), fc.ipV6()), (address) => {
        const { tier, score, reason } = index.of(address);
        expect(authorityTiers).toContain(tier);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(reason.en.length * reason.zh.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe("a source", () => {
  test("of a collection that names its publisher is known by it, wherever its text was taken from", () => {
    const law = { url: "https://github.com/LawRefBook/Laws/blob/x/y.md", tier: "official" };
    expect(index.ofSource(law)).toMatchObject({ tier: "high", official: true, via: "collection" });
    expect(index.ofSource({ url: law.url })).toMatchObject({ tier: "unknown" });
  });
});

describe("the user's own list", () => {
  const overrides = readOverrides(
    '{"nature.com": "low", "farm.example": {"tier": "low", "reason": "copies others"}, "my.org": {"tier": "high", "kind": "association", "official": true}, "gov.uk": "contested"}',
    "list.json",
  );
  const own = openAuthorityIndex({ overrides });

  test("stands before everything else, below its domains too", () => {
    expect(own.of("https://www.nature.com/articles/1")).toMatchObject({ tier: "low", via: "user" });
    expect(own.of("https://a.b.farm.example/x").reason.en).toBe("copies others");
    expect(own.of("https://my.org/")).toMatchObject({ tier: "high", kind: "association", official: true });
    expect(own.of("https://ons.gov.uk/")).toMatchObject({ tier: "contested", by: "gov.uk" });
    expect(own.ofSource({ url: "https://farm.example/", tier: "official" }).tier).toBe("low");
  });

  test("is not guessed at, where it says unknown", () => {
    const unsure = openAuthorityIndex({ overrides: readOverrides('{"cures.info": "unknown"}', "list.json") });
    expect(unsure.of("cures.info")).not.toHaveProperty("estimate");
  });

  test("leaves the rest as it was", () => {
    expect(own.of("https://who.int/")).toEqual(index.of("https://who.int/"));
  });
});
