import { expect, test } from "vitest";
import { startLoopbackModel } from "./loopback-server.ts";

function ask(url: string, body: string): Promise<Response> {
  return fetch(`${url}/chat/completions`, { method: "POST", body });
}

test("records requests byte for byte and answers in the order of the script", async () => {
  await using server = await startLoopbackModel([
    { type: "message", text: "one", usage: { prompt_tokens: 1, completion_tokens: 1 } },
    { type: "error", status: 429, message: "slow down", retryAfter: "2" },
  ]);
  const body = '{ "stream":false,  "é": 1 }';
  const first = await ask(server.url, body);
  expect(await first.json()).toMatchObject({
    object: "chat.completion",
    choices: [{ message: { role: "assistant", content: "one" }, finish_reason: "stop" }],
    usage: { prompt_tokens: 1 },
  });
  const second = await ask(server.url, "{");
  expect([second.status, second.headers.get("retry-after")]).toEqual([429, "2"]);
  expect(server.requests.map((request) => request.body)).toEqual([body, "{"]);
  expect(server.requests.map((request) => request.json)).toEqual([{ stream: false, é: 1 }, undefined]);
});

test("streams to those who ask for it", async () => {
  await using server = await startLoopbackModel(() => ({ type: "message", text: "abc", deltaLength: 2 }));
  const response = await ask(server.url, '{"stream":true}');
  const events = (await response.text()).split("\n\n").map((event) => event.replace(/^data: /, ""));
  const contents = events.slice(0, -2).map((event) => JSON.parse(event).choices[0].delta.content);
  expect(contents).toEqual(["", "ab", "c", undefined]);
  expect(events.at(-2)).toBe("[DONE]");
});

test("says when the script is at its end or has a bug", async () => {
  await using server = await startLoopbackModel([]);
  const past = await ask(server.url, "{}");
  expect([past.status, await past.text()]).toEqual([500, expect.stringContaining("has only 0 replies")]);
  await using broken = await startLoopbackModel(() => {
    throw new Error("oops");
  });
  expect(await (await ask(broken.url, "{}")).text()).toContain("the script failed: oops");
});

test("lists its model, and has nothing else", async () => {
  await using server = await startLoopbackModel([]);
  expect(await (await fetch(`${server.url}/models`)).json()).toMatchObject({ data: [{ id: "loopback" }] });
  expect((await fetch(`${server.url}/embeddings`, { method: "POST" })).status).toBe(404);
  expect(server.requests).toEqual([]);
});
