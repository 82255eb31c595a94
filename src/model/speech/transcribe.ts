import { z } from "zod";
import { withDeadline } from "../../core/abort.ts";
import { errorMessage } from "../../core/errors.ts";
import { parseJson } from "../../core/json.ts";
import { present } from "../../core/present.ts";

/** Something that writes down what is said: an OpenAI-compatible endpoint. */
export interface SpeechEndpoint {
  /** Such as `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly model: string;
}

export interface SpeechRequest {
  readonly bytes: Uint8Array;
  /** Servers tell the format by its suffix. */
  readonly fileName: string;
  /** ISO 639-1; told by the server where absent. */
  readonly language?: string;
}

export interface SpeechSegment {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly text: string;
}

export type SpeechOutcome =
  | {
      readonly type: "transcript";
      readonly text: string;
      readonly language?: string;
      readonly durationSeconds?: number;
      readonly segments: readonly SpeechSegment[];
    }
  | {
      readonly type: "failure";
      readonly code: "UNREACHABLE" | "REFUSED" | "TIMEOUT" | "BAD_ANSWER" | "TOO_LARGE";
      readonly why: string;
    };

/** The limit of the interface that all others copy. */
export const mostSpeechBytes = 25 << 20;
const transcribeMs = 110_000;
const mostAnswerBytes = 16 << 20;
const longestReason = 300;

const answerSchema = z.object({
  text: z.string(),
  language: z.string().optional(),
  duration: z.coerce.number().optional(),
  segments: z
    .array(z.object({ start: z.number(), end: z.number(), text: z.string() }))
    .optional()
    .catch(undefined),
});

/**
 * Sends a recording to `audio/transcriptions` and reads what comes back. Whatever the server does is an outcome; the
 * key is never part of one. Rejects only for bugs.
 */
export async function transcribe(
  endpoint: SpeechEndpoint,
  request: SpeechRequest,
  signal: AbortSignal,
): Promise<SpeechOutcome> {
  if (request.bytes.byteLength > mostSpeechBytes)
    return failure("TOO_LARGE", `recordings have at most ${mostSpeechBytes >> 20} MiB; cut it into parts`);
  const done = await withDeadline((inner) => send(endpoint, request, inner), {
    timeoutMs: transcribeMs,
    signal,
  });
  if (done.type === "value") return done.value;
  return failure(
    "TIMEOUT",
    done.type === "aborted" ? "stopped" : `no answer within ${transcribeMs / 1000} s`,
  );
}

async function send(
  { baseUrl, apiKey, model }: SpeechEndpoint,
  { bytes, fileName, language }: SpeechRequest,
  signal: AbortSignal,
): Promise<SpeechOutcome> {
  const form = new FormData();
  form.set("file", new Blob([Uint8Array.from(bytes)]), fileName);
  form.set("model", model);
  form.set("response_format", "verbose_json");
  if (language !== undefined) form.set("language", language);
  try {
    const response = await fetch(`${baseUrl.replace(/\/+$/, "")}/audio/transcriptions`, {
      method: "POST",
      body: form,
      headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` },
      redirect: "error",
      signal,
    });
    const answer = await bounded(response);
    if (answer === undefined) return failure("BAD_ANSWER", "the answer is larger than 16 MiB");
    if (!response.ok) return failure("REFUSED", `status ${response.status}: ${reasonIn(answer, apiKey)}`);
    return read(answer);
  } catch (error) {
    signal.throwIfAborted();
    const { cause } = error instanceof Error ? error : {};
    return failure("UNREACHABLE", errorMessage(cause ?? error));
  }
}

async function bounded(response: Response): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.byteLength;
    if (length > mostAnswerBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function read(answer: string): SpeechOutcome {
  const json = parseJson(answer);
  const parsed = answerSchema.safeParse(json.ok ? json.value : undefined);
  if (!parsed.success) return failure("BAD_ANSWER", "the server did not answer with a transcript");
  const { text, language, duration, segments = [] } = parsed.data;
  return {
    type: "transcript",
    text: text.trim(),
    segments: segments.map(({ start, end, text: said }) => ({
      startSeconds: start,
      endSeconds: end,
      text: said.trim(),
    })),
    ...present({ language, durationSeconds: duration }),
  };
}

function reasonIn(answer: string, apiKey: string | undefined): string {
  const json = parseJson(answer);
  const said = z
    .object({ error: z.object({ message: z.string() }) })
    .safeParse(json.ok ? json.value : undefined);
  const reason = (said.success ? said.data.error.message : answer).replace(/\s+/g, " ").trim();
  const shown = apiKey === undefined ? reason : reason.replaceAll(apiKey, "[key]");
  return shown.slice(0, longestReason);
}

type Failure = Extract<SpeechOutcome, { type: "failure" }>;

function failure(code: Failure["code"], why: string): Failure {
  return { type: "failure", code, why };
}
