import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readPair } from "../features.ts";
import { decodeSupportWeights, encodeSupportWeights, supportModel } from "../support-model.ts";
import { readPairs } from "./read-pairs.ts";
import { trainSupport } from "./train-support.ts";

const places = ["Berlin", "Lyon", "Porto", "Ghent", "Turin", "Krakow", "Bergen", "Cork", "Basel", "Graz"];

/** Opening years of museums; every other claim says another year than its evidence. */
function museumLines(): string {
  const lines = places.flatMap((place, at) =>
    [1, 2, 3, 4].map((round) => {
      const year = 1800 + 13 * at + round;
      const isTrue = round % 2 === 0;
      return JSON.stringify({
        id: `museum:${place}:${round}`,
        claim: `The museum of ${place} opened in ${isTrue ? year : year + 40}.`,
        evidence_sentences: [
          `In ${year} the museum of ${place} opened its doors.`,
          "It is closed on Mondays.",
        ],
        label: isTrue ? "supported" : "refuted",
      });
    }),
  );
  return `${lines.join("\n")}\n`;
}

function museumFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "deepwell-support-"));
  writeFileSync(path.join(folder, "museums.en.jsonl"), museumLines());
  return folder;
}

describe("trainSupport", () => {
  it("learns from labelled claims, the same weights every time, and survives its file", async () => {
    const pairs = await readPairs(museumFolder());
    const { weights, report } = trainSupport(pairs);
    expect(report.train["museums"]?.auroc).toBeGreaterThan(0.9);
    const bytes = encodeSupportWeights(weights);
    expect(encodeSupportWeights(trainSupport(pairs).weights)).toEqual(bytes);
    const pair = readPair("博物馆一八五〇年开放。", { text: "博物馆一八九〇年关闭。" }, () => 1);
    expect(supportModel(decodeSupportWeights(bytes)).probabilities(pair)).toEqual(
      supportModel(weights).probabilities(pair),
    );
  });

  it("answers for a claim it was trained on with the one member that has not seen it", async () => {
    const pairs = await readPairs(museumFolder());
    const group = pairs[0]?.group ?? "";
    const turned = pairs.map((pair) =>
      pair.group === group
        ? { ...pair, label: pair.label === "full" ? ("none" as const) : ("full" as const) }
        : pair,
    );
    const [weights, other] = [trainSupport(pairs).weights, trainSupport(turned).weights];
    const leaves = ({ trees }: (typeof weights.members)[number]) => trees.full.leaves;
    const unmoved = weights.members.filter((member, index) =>
      leaves(member).every((leaf, at) => leaf === other.members[index]?.trees.full.leaves[at]),
    );
    expect(unmoved).toHaveLength(1);
    const pair = readPair(pairs[0]?.claim ?? "", pairs[0]?.evidence ?? { text: "" }, () => 1);
    const model = supportModel(weights);
    const alone = weights.members.map((member) => supportModel({ ...weights, members: [member] }));
    expect(model.probabilities(pair, group)).toEqual(
      supportModel({ ...weights, members: unmoved }).probabilities(pair),
    );
    expect(new Set(alone.map((one) => one.probabilities(pair).full)).size).toBeGreaterThan(1);
    expect(model.hasSeen(group)).toBe(true);
    expect(model.hasSeen("museums:elsewhere")).toBe(false);
    expect(model.probabilities(pair, "museums:elsewhere")).toEqual(model.probabilities(pair));
  });
});

describe("readPairs", () => {
  it("reads one file as well as a folder of them", async () => {
    const folder = museumFolder();
    const pairs = await readPairs(path.join(folder, "museums.en.jsonl"));
    expect(pairs).toEqual(await readPairs(folder));
    expect(pairs[0]).toMatchObject({ set: "museums", label: "none", isRefuted: true });
  });

  it("says what is wrong with a folder that holds something else", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "deepwell-support-"));
    await expect(readPairs(folder)).rejects.toMatchObject({ code: "DATA_INVALID" });
    writeFileSync(path.join(folder, "x.jsonl"), '{"id":"1"}\n');
    await expect(readPairs(folder)).rejects.toMatchObject({
      code: "DATA_INVALID",
      why: expect.stringMatching(/^line 1 of x\.jsonl: .*claim/),
    });
  });
});
