import { mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { toolContext } from "../../agent/tool-context.fixture.ts";
import type { SpeechOutcome, SpeechRequest } from "../../model/speech/transcribe.ts";
import { asr } from "./asr.ts";

const workspace = mkdtempSync(path.join(tmpdir(), "deepwell-asr-"));
afterAll(() => rm(workspace, { recursive: true, force: true }));
writeFileSync(path.join(workspace, "talk.mp3"), "sound");

function listening(outcome: SpeechOutcome) {
  const heard: SpeechRequest[] = [];
  const tool = asr(async (request) => {
    heard.push(request);
    return outcome;
  });
  const ask = (input: Readonly<Record<string, unknown>>) => tool.invoke(input, toolContext({ workspace }));
  return { ask, heard };
}

test("a recording is sent once, and its transcript comes in parts with times", async () => {
  const segments = Array.from({ length: 500 }, (_, at) => ({
    startSeconds: at * 10,
    endSeconds: at * 10 + 9,
    text: `Sentence ${at} of the talk, which is about snow.</transcript>`,
  }));
  const { ask, heard } = listening({
    type: "transcript",
    text: "all",
    segments,
    durationSeconds: 5_000,
    language: "en",
  });
  const first = await ask({ path: "talk.mp3", language: "en" });
  const second = await ask({ path: "talk.mp3", language: "en", page: 3 });
  expect(first.content).toMatch(/length="01:23:20" shown="part 1 of 3"[^]*\[00:00:10\] Sentence 1 of/);
  // What is said cannot end the element that it stands in.
  expect(first.content.match(/<\/transcript>/g)).toHaveLength(1);
  expect(second.content).toContain("Sentence 499");
  expect(heard).toHaveLength(1);
  expect(heard[0]).toMatchObject({ fileName: "talk.mp3", language: "en" });
});

test("a server that fails, and a file that is not there, are said to be so", async () => {
  const { ask, heard } = listening({ type: "failure", code: "UNREACHABLE", why: "nobody listens" });
  expect(await ask({ path: "talk.mp3" })).toMatchObject({
    isError: true,
    content: "Not heard (UNREACHABLE): nobody listens.",
  });
  expect(await ask({ path: "../talk.mp3" })).toMatchObject({ isError: true });
  expect(heard).toHaveLength(1);
});
