import { describe, expect, test } from "vitest";
import { startLoopbackModel } from "../loopback-server.ts";
import { loopbackPolicy } from "../loopback-turn.ts";
import { askAboutImage } from "./ask-about-image.ts";

const bytes = Buffer.from("89504e470d0a1a0a00", "hex");
const data = bytes.toString("base64");
const question = "What is the highest bar?";
const signal = new AbortController().signal;

const expected = {
  openai: {
    role: "user",
    content: [
      { type: "image_url", image_url: { url: `data:image/png;base64,${data}` } },
      { type: "text", text: question },
    ],
  },
  anthropic: {
    role: "user",
    content: [
      { type: "image", source: { type: "base64", media_type: "image/png", data } },
      expect.objectContaining({ type: "text", text: question }),
    ],
  },
  gemini: { role: "user", parts: [{ inlineData: { mimeType: "image/png", data } }, { text: question }] },
} as const;

describe.each(["openai", "anthropic", "gemini"] as const)("a picture over the %s protocol", (protocol) => {
  test("is sent as the protocol has it, before the question, and the answer comes back with its usage", async () => {
    await using server = await startLoopbackModel([{ type: "message", text: "The bar of 2025: 41 %." }]);
    const { policy } = loopbackPolicy(server.urls[protocol], {}, protocol);
    const answer = await askAboutImage(
      policy,
      { image: { bytes, mediaType: "image/png" }, question },
      signal,
    );
    expect(answer).toMatchObject({ type: "answer", text: "The bar of 2025: 41 %." });
    const sent = Object(server.requests[0]?.json) as Record<string, readonly unknown[]>;
    expect((sent["messages"] ?? sent["contents"])?.at(-1)).toEqual(expected[protocol]);
  });
});

test("a picture that no model takes is not sent", async () => {
  await using server = await startLoopbackModel([{ type: "message", text: "x" }]);
  const { policy } = loopbackPolicy(server.url);
  const ask = (image: { readonly bytes: Uint8Array; readonly mediaType: string }) =>
    askAboutImage(policy, { image, question }, signal);
  expect(await ask({ bytes, mediaType: "image/tiff" })).toMatchObject({ type: "failure" });
  expect(await ask({ bytes: new Uint8Array(5_000_001), mediaType: "image/png" })).toMatchObject({
    type: "failure",
    why: expect.stringContaining("crop"),
  });
  expect(server.requests).toEqual([]);
});

test("a model that refuses is a failure with its reason", async () => {
  await using server = await startLoopbackModel([{ type: "error", status: 400, message: "no images here" }]);
  const { policy } = loopbackPolicy(server.url, { maxRetries: 0 });
  expect(
    await askAboutImage(policy, { image: { bytes, mediaType: "image/png" }, question }, signal),
  ).toMatchObject({
    type: "failure",
    why: expect.stringContaining("no images here"),
  });
});
