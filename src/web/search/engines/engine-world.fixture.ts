import type { ServerResponse } from "node:http";
import { type FakeClock, fakeClock } from "../../../core/clock.ts";
import { clientFor, untilDone } from "../../loopback-site.fixture.ts";
import type { EngineMaker, EngineOptions } from "../engine-options.ts";
import type { EngineOutcome, EngineQuery } from "../search-engine.ts";
import { type ReceivedRequest, startEngineSite } from "./engine-site.fixture.ts";

/** One engine before an API that a test plays. */
export interface EngineWorld extends AsyncDisposable {
  readonly clock: FakeClock;
  readonly received: readonly ReceivedRequest[];
  ask(query?: Partial<EngineQuery>): Promise<EngineOutcome>;
}

/** Answers to give, one for each request, the last one from then on; a string is a body with status 200. */
export type PlayedAnswer =
  | string
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: string;
    };

/** Makes the engine and starts what it asks. */
export async function engineWorld(
  make: EngineMaker,
  answers: readonly PlayedAnswer[] | ((request: ReceivedRequest) => PlayedAnswer),
  options: Omit<EngineOptions, "client" | "baseUrl" | "clock"> = {},
): Promise<EngineWorld> {
  const clock = fakeClock("2026-11-22T12:00:00.000Z");
  const answerOf = (request: ReceivedRequest): PlayedAnswer =>
    typeof answers === "function"
      ? answers(request)
      : (answers[site.received.length - 1] ?? answers.at(-1) ?? "");
  const site = await startEngineSite((request, response) => send(answerOf(request), response));
  const client = clientFor([site]);
  const engine = make({ client, clock, baseUrl: site.origin, ...options });
  return {
    clock,
    received: site.received,
    ask: (query = {}) => engine.search({ text: "solid-state battery", limit: 5, ...query }, untilDone),
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      await site[Symbol.asyncDispose]();
    },
  };
}

function send(answer: PlayedAnswer, response: ServerResponse): void {
  const { status = 200, headers = {}, body } = typeof answer === "string" ? { body: answer } : answer;
  response.writeHead(status, headers).end(body);
}
