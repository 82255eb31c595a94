import { z } from "zod";
import { present } from "../../core/present.ts";
import type { Usage } from "../policy.ts";

const looseString = z.string().optional().catch(undefined);
const count = z.number().int().nonnegative().optional().catch(undefined);

const part = z.object({
  text: looseString,
  thought: z.boolean().optional().catch(undefined),
  thoughtSignature: looseString,
  functionCall: z
    .object({
      id: looseString,
      name: z.string(),
      args: z.record(z.string(), z.json()).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

const candidate = z.object({
  content: z
    .object({ parts: z.array(part).optional().catch(undefined) })
    .optional()
    .catch(undefined),
  finishReason: looseString,
  finishMessage: looseString,
});

const usageMetadata = z.object({
  promptTokenCount: count,
  candidatesTokenCount: count,
  thoughtsTokenCount: count,
  toolUsePromptTokenCount: count,
  cachedContentTokenCount: count,
});

const contentChunk = z.object({
  candidates: z.array(candidate).optional().catch(undefined),
  promptFeedback: z.object({ blockReason: looseString }).optional().catch(undefined),
  usageMetadata: usageMetadata.optional().catch(undefined),
  error: z.unknown().optional(),
});

export type ContentPart = z.infer<typeof part>;
export type ContentChunk = z.infer<typeof contentChunk>;

/** Reads what the Gemini API sends: a piece of an answer, or a whole one. Undefined when it is something else. */
export function readContentChunk(value: unknown): ContentChunk | undefined {
  const chunk = contentChunk.safeParse(value).data;
  return chunk !== undefined && Object.values(chunk).some((value) => value !== undefined) ? chunk : undefined;
}

/** Token counts of the Gemini API, which counts thoughts beside the output; undefined where it gives none. */
export function readUsageMetadata(usage: ContentChunk["usageMetadata"]): Usage | undefined {
  if (usage?.promptTokenCount === undefined) return undefined;
  const { cachedContentTokenCount: cached, thoughtsTokenCount: thoughts } = usage;
  return {
    inputTokens: usage.promptTokenCount + (usage.toolUsePromptTokenCount ?? 0),
    outputTokens: (usage.candidatesTokenCount ?? 0) + (thoughts ?? 0),
    ...present({ cachedInputTokens: cached, reasoningTokens: thoughts }),
  };
}
