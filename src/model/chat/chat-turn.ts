import type { Clock } from "../../core/clock.ts";
import { present } from "../../core/present.ts";
import { addUsage } from "../add-usage.ts";
import { toolCalls } from "../message.ts";
import type { AssembledMessage } from "./assembled-message.ts";
import type { Dialect, WireBody } from "./dialect.ts";
import { isTransient, type ServerDescription, statusFailure } from "./model-failure.ts";
import type { Action, PolicyEvent, PolicyFailure, PolicyState } from "../policy.ts";
import { type ModelFetch, type ModelResponse, type PostOptions, postChat } from "./post-chat.ts";
import { readAnswer } from "./read-answer.ts";
import type { TurnLimits } from "./turn-limits.ts";
import { writeBody } from "./write-body.ts";

export interface ChatSettings {
  readonly url: string;
  readonly server: ServerDescription;
  readonly headers: Record<string, string>;
  /** Never shown, not even where a server repeats it in an error. */
  readonly secret?: string;
  readonly dialect: Dialect;
  /** Names of the quirks this server has shown; grows. */
  readonly rejectedFeatures: Set<string>;
  readonly fetch: ModelFetch;
  readonly maxRetries: number;
  readonly clock: Clock;
  readonly wait: PostOptions["wait"];
}

interface ChatContext {
  readonly settings: ChatSettings;
  readonly limits: TurnLimits;
}

/** One turn of a conversation: deltas, and then exactly one action or failure. Never throws. */
export async function* chatTurn(state: PolicyState, context: ChatContext): AsyncGenerator<PolicyEvent> {
  const { dialect } = context.settings;
  const request = dialect.request(state);
  const conversation = { ...context, state };
  const first = yield* converse(request, conversation);
  if (first.type === "failure" || !state.mustAnswer) {
    yield concealed(first, context.settings.secret);
    return;
  }
  const answer = withoutCalls(first.action);
  if (answer.message.parts.some((part) => part.type === "text" && part.text.trim() !== "")) {
    yield { type: "action", action: answer };
    return;
  }
  // The server let the model call tools all the same, so take them away.
  const second = yield* converse(dialect.withoutTools(request), conversation);
  if (second.type === "failure") yield concealed(second, context.settings.secret);
  else yield { type: "action", action: joined(answer, withoutCalls(second.action)) };
}

function withoutCalls(action: Action): Action {
  if (toolCalls(action.message).length === 0) return action;
  const parts = action.message.parts.filter((part) => part.type !== "tool-call");
  return { ...action, message: { role: "assistant", parts } };
}

function joined(first: Action, second: Action): Action {
  const usage = addUsage(first.usage, second.usage);
  return {
    ...second,
    message: { role: "assistant", parts: [...first.message.parts, ...second.message.parts] },
    ...present({ usage }),
  };
}

function concealed(outcome: AssembledMessage, secret: string | undefined): AssembledMessage {
  if (outcome.type === "action" || secret === undefined) return outcome;
  const message = outcome.failure.message.replaceAll(secret, "…");
  return { type: "failure", failure: { ...outcome.failure, message } };
}

interface Conversation extends ChatContext {
  readonly state: PolicyState;
}

/** Sends one request, yields the deltas of its answer, returns the whole. */
async function* converse(
  request: WireBody,
  conversation: Conversation,
): AsyncGenerator<PolicyEvent, AssembledMessage> {
  const { settings, limits, state } = conversation;
  const sent = await send(request, conversation);
  if (sent.type === "failure") return sent;
  const reader = settings.dialect.reader(state);
  let isComplete = false;
  for await (const item of readAnswer(sent.response, { limits, server: settings.server, reader })) {
    if (item.type === "delta") yield item.event;
    else if (item.type === "done") isComplete = true;
    else return item;
  }
  yield* reader.end();
  return reader.result(isComplete);
}

type Sent =
  | { readonly type: "response"; readonly response: ModelResponse }
  | { readonly type: "failure"; readonly failure: PolicyFailure };

/** Posts the request, without what this server has been found to reject; finds out more where it does. */
async function send(request: WireBody, { settings, limits, state }: Conversation): Promise<Sent> {
  const { url, headers, dialect, rejectedFeatures, maxRetries } = settings;
  // Before the first answer, a dead address is more likely wrong than restarting: say so soon.
  const hasAnswered = state.messages.some((message) => message.role === "assistant");
  const maxConnectionRetries = hasAnswered ? maxRetries : Math.min(maxRetries, 2);
  const known = dialect.quirks.filter((quirk) => rejectedFeatures.has(quirk.name));
  let body = known.reduce((changed, quirk) => quirk.apply(changed), request);
  for (;;) {
    const post = { url, headers, body: writeBody(body) };
    const outcome = await postChat(post, { ...settings, limits, maxConnectionRetries });
    if (outcome.type !== "rejected") return outcome;
    const { rejected } = outcome;
    const quirk = dialect.quirks.find(
      (candidate) =>
        !isTransient(rejected) &&
        !rejectedFeatures.has(candidate.name) &&
        candidate.matches(rejected.body, body),
    );
    if (quirk === undefined) return { type: "failure", failure: statusFailure(rejected, settings.server) };
    rejectedFeatures.add(quirk.name);
    body = quirk.apply(body);
  }
}
