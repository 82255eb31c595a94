import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { version } from "../src/core/version.ts";
import { scriptedPolicy } from "../src/model/scripted-policy.ts";
import { resume } from "../src/research/research.ts";
import { journalVersion } from "../src/run/journal-version.ts";
import { runProgress } from "../src/run/run-status.ts";
import { verifies } from "./promises.ts";
import { recordedRuns, recordings, whatWasSaid } from "./recorded-runs/recorded-runs.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-replay-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function copyOf(recording: string, place: string): Promise<string> {
  const directory = path.join(folder, place, recording);
  await cp(path.join(recordedRuns, recording), directory, { recursive: true });
  return directory;
}

/** Makes the files of a run from its journal alone: whoever is asked for more fails. */
async function replay(directory: string) {
  const policy = scriptedPolicy([]);
  const run = await resume({ directory, policy, search: [], pages: [] });
  await run.result;
  policy.assertFinished();
  return whatWasSaid(directory);
}

const said = async (recording: string): Promise<unknown> =>
  JSON.parse(await readFile(path.join(recordedRuns, recording, "said.json"), "utf8"));

describe(`a recorded run ${verifies("run.replay")}`, () => {
  it("is there for the present version and for every version of the journal", () => {
    const versions = recordings().map((name) => Number(/-journal-(\d+)$/.exec(name)?.[1]));
    const every = Array.from({ length: journalVersion }, (_, at) => at + 1);
    expect(versions).toEqual(expect.arrayContaining(every));
    // The next one: node scripts/record-run.ts
    expect(recordings()).toContain(`${version}-journal-${journalVersion}`);
  });

  it.each(recordings())("gives the report that %s gave", async (recording) => {
    expect(await replay(await copyOf(recording, "whole"))).toEqual(await said(recording));
  });

  it.each(recordings())("goes on where the journal of %s stops", async (recording) => {
    const directory = await copyOf(recording, "cut");
    const file = path.join(directory, "journal.ndjson");
    const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
    const last = lines.findLastIndex((line) => line.includes('"type":"turn-start"'));
    await writeFile(file, `${lines.slice(0, last).join("\n")}\n`);
    const answer = /"text":"<answer>(.*)<\/answer>"/.exec(lines.slice(last).join(""))?.[1] ?? "";
    const policy = scriptedPolicy([{ answer: JSON.parse(`"${answer}"`) }]);
    const run = await resume({ directory, policy, search: [], pages: [] });
    await run.result;
    policy.assertFinished();
    expect(await whatWasSaid(directory)).toEqual(await said(recording));
  });

  it("of a version that is not known yet is refused with what to do, by whatever reads it", async () => {
    const [recording = ""] = recordings();
    const directory = await copyOf(recording, "newer");
    const file = path.join(directory, "journal.ndjson");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replaceAll(/^\{"v":\d+/gm, `{"v":${journalVersion + 1}`));
    const refusal = { code: "RUN_INVALID", fix: "update Deepwell" };
    await expect(replay(directory)).rejects.toMatchObject(refusal);
    await expect(runProgress(directory)).rejects.toMatchObject(refusal);
  });
});
