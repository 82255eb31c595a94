import { z } from "zod";
import { present } from "../../core/present.ts";
import type { Usage } from "../policy.ts";

const count = z.number().int().nonnegative().optional().catch(undefined);

const usage = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  /** Moonshot. */
  cached_tokens: count,
  /** DeepSeek. */
  prompt_cache_hit_tokens: count,
  /** SGLang. */
  reasoning_tokens: count,
  prompt_tokens_details: z.object({ cached_tokens: count }).optional().catch(undefined),
  completion_tokens_details: z.object({ reasoning_tokens: count }).optional().catch(undefined),
});

/** Token counts as an OpenAI-compatible server reports them; undefined where it reports none. */
export function readUsage(value: unknown): Usage | undefined {
  const parsed = usage.safeParse(value);
  if (!parsed.success) return undefined;
  const { data } = parsed;
  if (data.prompt_tokens === undefined && data.completion_tokens === undefined) return undefined;
  const cached =
    data.prompt_tokens_details?.cached_tokens ?? data.prompt_cache_hit_tokens ?? data.cached_tokens;
  const reasoning = data.completion_tokens_details?.reasoning_tokens ?? data.reasoning_tokens;
  return {
    inputTokens: data.prompt_tokens ?? 0,
    outputTokens: data.completion_tokens ?? 0,
    ...present({ cachedInputTokens: cached, reasoningTokens: reasoning }),
  };
}
