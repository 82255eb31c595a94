import { describe, expect, test } from "vitest";
import { sha256 } from "../../core/hash.ts";
import { present } from "../../core/present.ts";
import { startLoopbackModel } from "../loopback-server.ts";
import { loopbackPolicy } from "../loopback-turn.ts";
import type { KeptPicture, Message, ToolCallPart } from "../message.ts";
import { recordTurn, sampleState } from "../policy-conformance.ts";
import type { Policy, PolicyState } from "../policy.ts";
import { withPictures } from "./with-pictures.ts";

const bytes = Buffer.from("89504e470d0a1a0a00", "hex");
const data = bytes.toString("base64");
const picture: KeptPicture = {
  file: "screenshots/a.png",
  sha256: sha256(bytes),
  mediaType: "image/png",
  tokens: 1_196,
};

const call = (callId: string, more: Partial<ToolCallPart> = {}): ToolCallPart => ({
  type: "tool-call",
  callId,
  toolName: "browser",
  input: { action: "screenshot" },
  ...more,
});
const result = (callId: string, pictures?: readonly KeptPicture[]) => ({
  type: "tool-result" as const,
  callId,
  toolName: "browser",
  content: `Kept for ${callId}.`,
  isError: false,
  ...present({ pictures }),
});

/** Two calls in one message, of which the first brought a picture. */
const conversation: readonly Message[] = [
  { role: "system", text: "You are an agent." },
  { role: "user", text: "What does the screen show?" },
  { role: "assistant", parts: [call("c1"), call("c2")] },
  { role: "tool", parts: [result("c1", [picture]), result("c2")] },
];

const stateOf = (messages: readonly Message[]): PolicyState => ({ ...sampleState(), messages });
const seeing = (policy: Policy, reads: string[] = []): Policy =>
  withPictures(policy, async ({ file }) => {
    reads.push(file);
    return bytes;
  });

type Wire = readonly Readonly<Record<string, unknown>>[];

/** What arrives for each of these conversations, one after the other, by one policy. */
async function sent(
  protocol: "openai" | "anthropic" | "gemini",
  conversations: readonly (readonly Message[])[],
  wrap = seeing,
): Promise<readonly Wire[]> {
  await using server = await startLoopbackModel(() => ({ type: "message", text: "A chart." }));
  const policy = wrap(loopbackPolicy(server.urls[protocol], {}, protocol).policy);
  for (const messages of conversations) {
    const turn = await recordTurn(policy, stateOf(messages));
    expect(turn.violations).toEqual([]);
  }
  return server.requests.map(({ json }) => {
    const body = Object(json) as { readonly messages?: Wire; readonly contents?: Wire };
    return body.messages ?? body.contents ?? [];
  });
}

const image = { type: "image_url", image_url: { url: `data:image/png;base64,${data}` } };
const expected = {
  openai: [
    { role: "tool", tool_call_id: "c1", content: "Kept for c1." },
    { role: "tool", tool_call_id: "c2", content: "Kept for c2." },
    {
      role: "user",
      content: [image, { type: "text", text: "(The picture that belongs to the result of c1.)" }],
    },
  ],
  anthropic: [
    {
      role: "user",
      content: [
        {
          type: "tool_result",
          tool_use_id: "c1",
          content: [
            { type: "text", text: "Kept for c1." },
            { type: "image", source: { type: "base64", media_type: "image/png", data } },
          ],
        },
        expect.objectContaining({ type: "tool_result", tool_use_id: "c2", content: "Kept for c2." }),
      ],
    },
  ],
  gemini: [
    {
      role: "user",
      parts: [
        { functionResponse: { id: "c1", name: "browser", response: { output: "Kept for c1." } } },
        { functionResponse: { id: "c2", name: "browser", response: { output: "Kept for c2." } } },
        { inlineData: { mimeType: "image/png", data } },
      ],
    },
  ],
} as const;

describe.each(["openai", "anthropic", "gemini"] as const)(
  "a picture of a tool result over the %s protocol",
  (protocol) => {
    test("is sent as the protocol has it, beside the text", async () => {
      const [wire = []] = await sent(protocol, [conversation]);
      expect(wire.slice(-expected[protocol].length)).toEqual(expected[protocol]);
    });

    test("is read once, and a longer conversation begins with the shorter one", async () => {
      const reads: string[] = [];
      const longer: readonly Message[] = [
        ...conversation,
        { role: "assistant", parts: [{ type: "text", text: "A chart of snow." }] },
        { role: "user", text: "Go on." },
      ];
      const [first = [], second = []] = await sent(protocol, [conversation, longer], (policy) =>
        seeing(policy, reads),
      );
      // The mark for the cache wanders with the end.
      const bare = (wire: Wire) =>
        JSON.stringify(wire).replaceAll(',"cache_control":{"type":"ephemeral"}', "");
      expect(bare(second).startsWith(bare(first).slice(0, -1))).toBe(true);
      expect(reads).toEqual(["screenshots/a.png"]);
    });

    test("stays away where its file is gone, and from a policy that does not see", async () => {
      const gone = (policy: Policy) => withPictures(policy, async () => undefined);
      for (const wrap of [gone, (policy: Policy) => policy]) {
        const [wire = []] = await sent(protocol, [conversation], wrap);
        expect(JSON.stringify(wire)).not.toMatch(/base64|inlineData|screenshots/);
        expect(JSON.stringify(wire)).toContain("Kept for c1.");
      }
    });
  },
);

test("a model that calls tools in its text is shown text alone", async () => {
  const written: readonly Message[] = [
    ...conversation.slice(0, 2),
    { role: "assistant", parts: [call("c1", { markup: "<tool_call>{}</tool_call>" })] },
    { role: "tool", parts: [result("c1", [picture])] },
  ];
  const [wire = []] = await sent("openai", [written]);
  expect(JSON.stringify(wire)).not.toContain("image_url");
  expect(JSON.stringify(wire.at(-1))).toContain("Kept for c1.\\n(The picture itself cannot be shown here.)");
});

test("a server that takes no pictures is asked again without them, and never shown one again", async () => {
  await using server = await startLoopbackModel([
    { type: "error", status: 400, message: "this model does not support image input" },
    { type: "message", text: "A chart." },
    { type: "message", text: "Still." },
  ]);
  const policy = seeing(loopbackPolicy(server.url).policy);
  const turns = [
    await recordTurn(policy, stateOf(conversation)),
    await recordTurn(policy, stateOf(conversation)),
  ];
  expect(turns.map(({ violations }) => violations)).toEqual([[], []]);
  expect(server.requests.map(({ body }) => body.includes("image_url"))).toEqual([true, false, false]);
});
