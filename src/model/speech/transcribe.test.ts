import { createServer } from "node:http";
import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { mostSpeechBytes, transcribe } from "./transcribe.ts";

const signal = new AbortController().signal;
const key = "sk-very-secret";
let answer: { status: number; body: string } = { status: 200, body: "{}" };
let asked: { path: string; authorization: string | undefined; body: string }[] = [];
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    const { url = "", headers } = request;
    asked.push({
      path: url,
      authorization: headers.authorization,
      body: Buffer.concat(parts).toString("latin1"),
    });
    response.writeHead(answer.status, { location: "http://127.0.0.1:9/" }).end(answer.body);
  });
});
let baseUrl = "";
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/v1/`;
});
beforeEach(() => {
  asked = [];
});
afterAll(() => server.close());

const hear = (request: { bytes?: Uint8Array; language?: string } = {}) =>
  transcribe(
    { baseUrl, model: "whisper-1", apiKey: key },
    { bytes: Buffer.from("RIFF....WAVE"), fileName: "talk.wav", ...request },
    signal,
  );

test("a recording is sent as a form and comes back as text with times", async () => {
  const segments = [{ id: 0, start: 0, end: 2.5, text: " Good morning." }];
  answer = {
    status: 200,
    body: JSON.stringify({ text: " Good morning.", language: "english", duration: "2.5", segments }),
  };
  expect(await hear({ language: "en" })).toEqual({
    type: "transcript",
    text: "Good morning.",
    language: "english",
    durationSeconds: 2.5,
    segments: [{ startSeconds: 0, endSeconds: 2.5, text: "Good morning." }],
  });
  expect(asked[0]).toMatchObject({ path: "/v1/audio/transcriptions", authorization: `Bearer ${key}` });
  for (const part of [
    'name="file"; filename="talk.wav"',
    "RIFF....WAVE",
    'name="model"',
    "whisper-1",
    'name="language"',
  ])
    expect(asked[0]?.body).toContain(part);
});

test("a server that gives only text is enough", async () => {
  answer = { status: 200, body: '{"text":"So."}' };
  expect(await hear()).toEqual({ type: "transcript", text: "So.", segments: [] });
});

test.each([
  [401, `{"error":{"message":"Incorrect key ${key}"}}`, "REFUSED", "status 401: Incorrect key [key]"],
  [500, "<html>oops", "REFUSED", "status 500: <html>oops"],
  [200, "not json", "BAD_ANSWER", "the server did not answer with a transcript"],
  [307, "", "UNREACHABLE", "redirect"],
])("status %i with %s is %s", async (status, body, code, why) => {
  answer = { status, body };
  expect(await hear()).toMatchObject({ type: "failure", code, why: expect.stringContaining(why) });
});

test("what is too large is not sent, and a server that is not there is said to be so", async () => {
  expect(await hear({ bytes: new Uint8Array(mostSpeechBytes + 1) })).toMatchObject({ code: "TOO_LARGE" });
  expect(asked).toEqual([]);
  const gone = { baseUrl: "http://127.0.0.1:1/v1", model: "m" };
  const request = { bytes: Buffer.from("x"), fileName: "a.wav" };
  expect(await transcribe(gone, request, signal)).toMatchObject({ type: "failure", code: "UNREACHABLE" });
});
