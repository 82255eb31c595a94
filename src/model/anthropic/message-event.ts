import { z } from "zod";

const text = z.string().catch("");
const count = z.number().int().nonnegative().optional().catch(undefined);

const usage = z
  .object({
    input_tokens: count,
    output_tokens: count,
    cache_read_input_tokens: count,
    cache_creation_input_tokens: count,
  })
  .transform((counts) => {
    // Later events repeat some counts and leave out others; an absent one must not undo an earlier one.
    const given = Object.entries(counts).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given) as typeof counts;
  })
  .catch({});

const other = z.looseObject({ type: z.string() }).transform(() => ({ type: "other" as const }));

const contentBlock = z.union([
  z.object({ type: z.literal("text"), text }),
  z.object({ type: z.literal("thinking"), thinking: text, signature: text }),
  z.object({ type: z.literal("redacted_thinking"), data: z.string() }),
  z.object({
    type: z.literal("tool_use"),
    id: z.string(),
    name: z.string(),
    input: z.record(z.string(), z.json()).catch({}),
  }),
  other,
]);

const stopReason = z.string().optional().catch(undefined);

const messageEvent = z.union([
  z.object({ type: z.literal("message_start"), message: z.object({ usage, stop_reason: stopReason }) }),
  z.object({ type: z.literal("content_block_start"), index: z.number(), content_block: contentBlock }),
  z.object({
    type: z.literal("content_block_delta"),
    index: z.number(),
    delta: z.object({
      text: z.string().optional(),
      thinking: z.string().optional(),
      signature: z.string().optional(),
      partial_json: z.string().optional(),
    }),
  }),
  z.object({ type: z.literal("message_delta"), delta: z.object({ stop_reason: stopReason }), usage }),
  z.object({ type: z.literal("message_stop") }),
  z.object({
    type: z.literal("message"),
    content: z.array(contentBlock),
    usage,
    stop_reason: stopReason,
  }),
  z.object({ type: z.literal("error"), error: z.looseObject({ type: text, message: text }) }),
  other,
]);

export type WireUsage = z.infer<typeof usage>;
export type ContentBlock = z.infer<typeof contentBlock>;

/** An event of a streamed answer, or, as `message`, an answer that was not streamed. */
export type MessageEvent = z.infer<typeof messageEvent>;

/** Reads what Anthropic's Messages API sends; kinds that are not known here are `other`. Undefined when it is neither. */
export function readMessageEvent(value: unknown): MessageEvent | undefined {
  return messageEvent.safeParse(value).data;
}
