/** What a program that tests something built on Deepwell imports, as `deepwell/testing`: no model, no network. */
export { type FakeWeb, fakeWeb, type FakeWebOptions } from "./fake-web/fake-web.ts";
export type { SiteKind } from "./fake-web/site.ts";
export type { FakeQuestion } from "./fake-web/world.ts";
export type { LoopbackMessage, LoopbackReply, LoopbackToolCall } from "./model/loopback-reply.ts";
export { researchScript } from "./model/loopback-research-script.ts";
export {
  type LoopbackModel,
  type LoopbackRequest,
  type LoopbackScript,
  startLoopbackModel,
} from "./model/loopback-server.ts";
export {
  replayPolicy,
  type ScriptedPolicy,
  type ScriptedPolicyOptions,
  scriptedPolicy,
  type ScriptedTurn,
} from "./model/scripted-policy.ts";
