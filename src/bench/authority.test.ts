import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { AppError } from "../core/errors.ts";
import { authoritySuite } from "./authority.ts";
import { measureLists } from "./authority/ranked-lists.ts";

const folder = mkdtempSync(path.join(tmpdir(), "authority-suite-"));
const file = (name: string, text: string): string => {
  const target = path.join(folder, name);
  writeFileSync(target, text);
  return target;
};

describe("the authority suite", () => {
  test("scores answers against labels, with and without estimates, and names what was taken for what", async () => {
    const data = file(
      "labels.csv",
      "domain,label,basis\nwho.int,high,x\nnaturalnews.com,low,x\nwikipedia.org,contested,x\nnature.com,low,x\nnobody-knows.example,high,x\nhidden-truth-cures.info,low,x\n",
    );
    const { n, metrics, baselines, config } = await authoritySuite.run({ data });
    expect(n).toBe(6);
    const value = (name: string) => metrics[name]?.value;
    expect(value("accuracy, without estimates")).toBeCloseTo(3 / 6);
    expect(value("accuracy, listed")).toBeCloseTo(3 / 4);
    expect(value("listed coverage")).toBeCloseTo(4 / 6);
    expect(value("accuracy")).toBeCloseTo(4 / 6);
    expect(value("accuracy, estimated")).toBe(1);
    expect(value("false authority")).toBeCloseTo(1 / 3);
    expect(value("low answered high")).toBeCloseTo(1 / 3);
    expect(value("recall, low")).toBeCloseTo(2 / 3);
    expect(value("macro f1, without estimates")).toBeCloseTo((0.5 + 0.5 + 1) / 3);
    expect(value("calibration error, estimated")).toBeLessThan(0.5);
    expect(baselines["always high"]?.["accuracy"]).toBeCloseTo(2 / 6);
    expect(baselines["listed, else high"]?.["accuracy"]).toBeCloseTo(4 / 6);
    expect(config["counts"]).toMatchObject({
      "high taken for unknown": 1,
      "low taken for high": 1,
      "low taken for low by its name": 1,
    });
  });

  test("tells a folder that was asked for and has no ranked lists", async () => {
    const data = file("few.csv", "domain,label\nwho.int,high\n");
    await expect(authoritySuite.run({ data, lists: folder })).rejects.toBeInstanceOf(AppError);
  });

  test("names a file that holds no labels", async () => {
    const data = file("other.csv", "domain,label\nwho.int,best\n");
    await expect(authoritySuite.run({ data })).rejects.toBeInstanceOf(AppError);
  });
});

describe("measureLists", () => {
  const subjects = ["copper", "basalt", "willow", "heron", "glacier", "cotton", "saffron", "harbour"];
  const documents = subjects.map((subject, at) => ({
    id: String(at),
    title: `About ${subject}`,
    text: `The ${subject} of the northern valley was counted in ${1900 + at}. Every spring the ${subject} is measured again by people of the village, who write its size into a book.`,
  }));
  const beir = {
    documents,
    queries: subjects.map((subject, at) => ({ id: `q${at}`, text: `how is ${subject} measured in spring` })),
    judgments: new Map(subjects.map((_, at) => [`q${at}`, new Map([[String(at), 1]])])),
  };
  const publishers = { high: ["www.nature.com"], highShare: 1, low: ["www.infowars.com"] };
  const rankings = {
    plain: { authorityPrior: false, authorityQuota: 0, farmsYield: false },
    product: {},
  };

  test("finds planted pages before the real ones without authority, and fewer of them with it", async () => {
    const measured = await measureLists(beir, { publishers, seed: 1, planted: true, rankings });
    const of = (name: string, metric: "ndcg@10" | "planted first") =>
      measured.get(name)?.[metric].value ?? Number.NaN;
    expect(of("plain", "planted first")).toBeGreaterThan(of("product", "planted first"));
    expect(of("product", "ndcg@10")).toBeGreaterThan(of("plain", "ndcg@10"));
    const ranks = ["plain", "product"].map((name) => measured.get(name)?.["rank among copies"]?.value ?? 0);
    expect(ranks[1]).toBeLessThan(ranks[0] ?? 0);
    expect(ranks[1]).toBeGreaterThanOrEqual(1);
  });

  test("is the same again for the same seed, and plants nothing where nothing is to be planted", async () => {
    const options = { publishers, seed: 3, planted: false, rankings };
    const measured = await measureLists(beir, options);
    expect([...(await measureLists(beir, options))]).toEqual([...measured]);
    expect(measured.get("plain")?.["planted share@3"].value).toBe(0);
  });
});
