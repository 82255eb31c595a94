import { describe, expect, test } from "vitest";
import { chineseEventGroups } from "./chinese-event-groups.ts";
import { chineseLawGroups } from "./chinese-law-groups.ts";
import { chineseLifeGroups } from "./chinese-life-groups.ts";
import { englishEventGroups } from "./english-event-groups.ts";
import { englishGroups } from "./english-groups.ts";
import { findWordings } from "./word-groups.ts";

function othersOf(text: string, said: string): readonly string[] {
  return findWordings(text).find((wording) => wording.said === said)?.others ?? [];
}

describe("findWordings", () => {
  test("gives the names that sources have for what people say, and the other way round", () => {
    expect(othersOf("低保怎么申请？", "低保")).toContain("最低生活保障");
    expect(othersOf("最低生活保障怎么申请？", "最低生活保障")).toContain("低保");
    expect(othersOf("Can I get food stamps?", "food stamps")).toContain("SNAP");
  });

  test("knows a word in any of its forms", () => {
    expect(othersOf("I was renewing it", "renew")).toContain("expired");
  });

  test("gives the words of laws for what people tell has happened", () => {
    expect(othersOf("被老公打了怎么办？", "被老公打")).toContain("家庭暴力");
    expect(othersOf("They want to kick me out", "kick me out")).toContain("evict");
  });

  test("knows a Chinese word with what a sentence puts between its characters", () => {
    expect(othersOf("邻居家的狗咬了我", "狗咬了我")).toContain("饲养的动物造成他人损害");
    expect(othersOf("他打了我老婆", "打了我老婆")).toContain("家庭暴力");
    expect(findWordings("狗很可爱").map(({ said }) => said)).not.toContain("狗");
  });

  test("takes the longest word only", () => {
    const said = findWordings("I lost my job").map((wording) => wording.said);
    expect(said).toContain("lost my job");
    expect(said).not.toContain("lost");
  });

  test("finds nothing where the lexicon has nothing", () => {
    expect(findWordings("")).toEqual([]);
    expect(findWordings("quasar spectroscopy")).toEqual([]);
  });
});

describe("the lexicon", () => {
  const lines = [
    chineseLifeGroups,
    chineseLawGroups,
    chineseEventGroups,
    englishGroups,
    englishEventGroups,
  ].flatMap((data) => data.trim().split("\n"));

  test("has several words in every group and no group twice", () => {
    const groups = lines.map((line) => line.split(/ \| |(?<=\p{Script=Han}) /u));
    expect(groups.filter((group) => new Set(group).size < 2 || new Set(group).size < group.length)).toEqual(
      [],
    );
    expect(lines.length).toBeGreaterThan(400);
    expect(new Set(lines).size).toBe(lines.length);
  });
});
