import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunEvent } from "../agent/events.ts";
import { scriptedPolicy } from "../model/scripted-policy.ts";
import { research, type ResearchOptions } from "./research.ts";

describe("the language of a report", () => {
  let runsDir = "";
  beforeAll(async () => {
    runsDir = await mkdtemp(path.join(tmpdir(), "deepwell-language-"));
  });
  afterAll(() => rm(runsDir, { recursive: true }));

  const policy = { ...scriptedPolicy([{ answer: "Nothing." }]), languages: ["en", "zh"] as const };
  const french =
    "Combien coûte le renouvellement d'un passeport pour un adulte, et combien de temps faut-il ?";

  async function languageOf(options: Partial<ResearchOptions>): Promise<string | undefined> {
    const run = await research({ question: french, policy, search: [], pages: [], runsDir, ...options });
    const events: RunEvent[] = [];
    for await (const event of run) events.push(event);
    return events.find((event) => event.type === "run-start")?.language;
  }

  it("is that of the question, where the policy writes it, and the policy's first one where not", async () => {
    expect(await languageOf({ question: "试用期最长可以约定多久？" })).toBe("zh");
    expect(await languageOf({})).toBe("en");
    expect(await languageOf({ policy: scriptedPolicy([{ answer: "Rien." }]) })).toBe("fr");
  });

  it("is refused where it is asked for and the policy does not write it, and no run is begun", async () => {
    const before = await readdir(runsDir);
    await expect(languageOf({ language: "fr" })).rejects.toMatchObject({
      code: "USAGE",
      fix: expect.stringContaining("--lang en"),
    });
    expect(await readdir(runsDir)).toEqual(before);
  });
});
