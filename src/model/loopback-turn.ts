import type { LoopbackReply } from "./loopback-reply.ts";
import { type LoopbackRequest, startLoopbackModel } from "./loopback-server.ts";
import { anthropicPolicy } from "./anthropic.ts";
import { geminiPolicy } from "./gemini.ts";
import type { LoopbackProtocol } from "./loopback-wire.ts";
import { type OpenAICompatibleOptions, openaiCompatiblePolicy } from "./openai-compatible.ts";
import type { Policy, PolicyState } from "./policy.ts";
import { recordTurn, sampleState, type TurnRecord } from "./policy-conformance.ts";

export type LoopbackPolicyOptions = Partial<OpenAICompatibleOptions>;

const policies = { openai: openaiCompatiblePolicy, anthropic: anthropicPolicy, gemini: geminiPolicy };

/** A policy that notes the waits between its attempts instead of waiting, OpenAI-compatible by default; for tests. */
export function loopbackPolicy(
  url: string,
  options: LoopbackPolicyOptions = {},
  protocol: LoopbackProtocol = "openai",
): { readonly policy: Policy; readonly waits: readonly number[] } {
  const waits: number[] = [];
  const policy = policies[protocol]({
    model: "tide-1",
    baseUrl: url,
    timeoutMs: 20_000,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
    ...options,
  });
  return { policy, waits };
}

export interface LoopbackTurn extends TurnRecord {
  readonly requests: readonly LoopbackRequest[];
  /** The requests' bodies, parsed. */
  readonly bodies: readonly Record<string, unknown>[];
  readonly waits: readonly number[];
}

/** One turn of such a policy against a script; for tests. */
export async function loopbackTurn(
  script: readonly LoopbackReply[],
  options: LoopbackPolicyOptions & {
    readonly state?: PolicyState;
    readonly protocol?: LoopbackProtocol;
  } = {},
): Promise<LoopbackTurn> {
  const { state = sampleState(), protocol = "openai", ...policyOptions } = options;
  await using server = await startLoopbackModel(script);
  const { policy, waits } = loopbackPolicy(server.urls[protocol], policyOptions, protocol);
  const turn = await recordTurn(policy, state);
  const bodies = server.requests.map((request) => Object(request.json) as Record<string, unknown>);
  return { ...turn, waits, bodies, requests: server.requests };
}
