import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { type AnyTool, defineTool } from "../../agent/tool.ts";
import { mostSpeechBytes, type SpeechOutcome, type SpeechRequest } from "../../model/speech/transcribe.ts";
import { resolveInside } from "../file/resolve-inside.ts";
import { attribute, quoted } from "../surfer/render-text.ts";

const input = z.object({
  path: z.string().trim().min(1).max(1_000).describe("an audio or video file of the workspace"),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, "an ISO 639-1 code such as en or zh")
    .optional()
    .describe("what is spoken, where it is known"),
  page: z.coerce.number().int().min(1).max(1_000).default(1).describe("part of a long transcript"),
});

const description = `Writes down what is said in an audio or video file of the workspace (mp3, m4a, wav, webm, mp4, ogg, flac; at most 25 MiB).
The recording is sent to the transcription service that the user has set. Long transcripts come in parts (page).
A transcript has no citation ids: cite the page that the recording is on.`;

/** Sends a recording to the service that the user has set. */
export type Transcribe = (request: SpeechRequest, signal: AbortSignal) => Promise<SpeechOutcome>;

type Transcript = Extract<SpeechOutcome, { type: "transcript" }>;

/** What is said in a recording, as text with times. A file is sent once; its parts come from what came back. */
export function asr(transcribe: Transcribe): AnyTool {
  const known = new Map<string, Transcript>();
  return defineTool({
    name: "asr",
    description,
    input,
    parallel: true,
    paged: true,
    run: async (call, { workspace, signal }) => {
      const file = await resolveInside(workspace, call.path);
      const entry = file === undefined ? undefined : await stat(file).catch(() => undefined);
      if (file === undefined || entry?.isFile() !== true)
        return { content: `Not heard: there is no file ${call.path} in the workspace.`, isError: true };
      if (entry.size > mostSpeechBytes)
        return { content: `Not heard: the file is larger than ${mostSpeechBytes >> 20} MiB.`, isError: true };
      const key = `${file}\n${entry.mtimeMs}\n${call.language ?? ""}`;
      const language = call.language === undefined ? {} : { language: call.language };
      const outcome =
        known.get(key) ??
        (await transcribe(
          { bytes: await readFile(file), fileName: path.basename(file), ...language },
          signal,
        ));
      if (outcome.type === "failure")
        return { content: `Not heard (${outcome.code}): ${outcome.why}.`, isError: true };
      known.set(key, outcome);
      return { content: render(call.path, outcome, call.page) };
    },
  });
}

const maxCharacters = 16_000;

function render(
  name: string,
  { text, segments, language, durationSeconds }: Transcript,
  page: number,
): string {
  const lines =
    segments.length === 0
      ? (text.match(/[^]{1,2000}(?:\s|$)|[^]{1,2000}/g) ?? [])
      : segments.map(({ startSeconds, text: said }) => `[${clock(startSeconds)}] ${said}`);
  const whole = lines.join("\n");
  const parts = Math.max(1, Math.ceil(whole.length / maxCharacters));
  const at = Math.min(page, parts);
  const attributes = [
    attribute("file", name),
    attribute("language", language),
    attribute("length", durationSeconds === undefined ? undefined : clock(durationSeconds)),
    attribute("shown", `part ${at} of ${parts}`),
  ].filter((one) => one !== "");
  const shown = quoted(whole.slice((at - 1) * maxCharacters, at * maxCharacters));
  return [`<transcript ${attributes.join(" ")}>`, shown, "</transcript>"].join("\n");
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
