import { createParser, type EventSourceParser } from "eventsource-parser";
import { z } from "zod";
import { errorMessage } from "../../core/errors.ts";
import { parseJson } from "../../core/json.ts";
import { complaintOf, refused, type ServerDescription, statusFailure, unavailable } from "./model-failure.ts";
import type { PolicyEvent, PolicyFailure } from "../policy.ts";
import { closeQuietly, type ModelResponse } from "./post-chat.ts";
import { readOverflow } from "./read-overflow.ts";
import type { TurnLimits } from "./turn-limits.ts";
import type { AnswerReader } from "./dialect.ts";

export type AnswerItem =
  | { readonly type: "delta"; readonly event: PolicyEvent }
  /** The server said that the answer is over. Nothing but the end follows. */
  | { readonly type: "done" }
  | { readonly type: "failure"; readonly failure: PolicyFailure };

export interface ReadAnswerOptions {
  readonly limits: TurnLimits;
  readonly server: ServerDescription;
  /** Is given every event of the body, or the one document that it is. */
  readonly reader: AnswerReader;
}

const maxEventCharacters = 16 * 1024 * 1024;
const maxBodyBytes = 64 * 1024 * 1024;

/**
 * Reads the body of an accepted request: server-sent events, or one JSON document from a server that does
 * not stream, told apart by the first character and not by the content type, which servers get wrong.
 * Ends after the first `done` or `failure`, or without either where the connection ended. Never throws.
 */
export async function* readAnswer(
  response: ModelResponse,
  { limits, server, reader: answer }: ReadAnswerOptions,
): AsyncGenerator<AnswerItem> {
  if (response.body === null) return;
  const iterator = response.body[Symbol.asyncIterator]();
  const decoder = new TextDecoder();
  const reader = new BodyReader(server, answer);
  let bytes = 0;
  try {
    limits.progress();
    for (;;) {
      const { done, value } = await limits.within(iterator.next());
      if (done === true) break;
      limits.progress();
      bytes += value.length;
      if (bytes > maxBodyBytes)
        reader.fail(unavailable("The model server's answer does not end", "Try again"));
      else reader.push(decoder.decode(value, { stream: true }));
      yield* reader.take();
      if (reader.isOver) return;
    }
    reader.end(decoder.decode());
    yield* reader.take();
  } catch (error) {
    yield { type: "failure", failure: limits.failure() ?? brokenConnection(error) };
  } finally {
    closeQuietly(iterator);
  }
}

function brokenConnection(error: unknown): PolicyFailure {
  const why = errorMessage(error instanceof Error && error.cause instanceof Error ? error.cause : error);
  return unavailable(
    `The connection to the model server broke in mid-answer (${why})`,
    "Try again, and look at the server's log",
  );
}

type BodyKind = "events" | "json" | "html";

/** Turns decoded text of a body into items. */
class BodyReader {
  readonly #server: ServerDescription;
  readonly #answer: AnswerReader;
  #kind: BodyKind | undefined;
  #text = "";
  #line = "";
  #hasEvent = false;
  #isAtEnd = false;
  #items: AnswerItem[] = [];
  isOver = false;
  readonly #parser: EventSourceParser = createParser({
    maxBufferSize: maxEventCharacters,
    onEvent: ({ data }) => this.#event(data),
    onError: (error) => {
      // llama.cpp has sent errors as a field of their own.
      if (error.field === "error") this.#error(parsedOr(error.value ?? ""));
      else if (error.type === "max-buffer-size-exceeded") this.#malformed("an event without an end");
    },
  });

  constructor(server: ServerDescription, answer: AnswerReader) {
    this.#server = server;
    this.#answer = answer;
  }

  push(text: string): void {
    if (this.#kind === undefined) {
      this.#text += text;
      this.#kind = kindOf(this.#text);
      if (this.#kind === "events") this.#feed(this.#text);
    } else if (this.#kind === "events") {
      this.#feed(text);
    } else {
      this.#text += text;
    }
  }

  end(text: string): void {
    this.push(text);
    this.#isAtEnd = true;
    // The last event may lack its blank line, or be cut off.
    if (this.#kind === "events") this.#feed("\n\n");
    if (this.#kind === "events" && !this.#hasEvent && !this.#text.startsWith(":")) {
      this.#malformed(this.#text);
    }
    if (this.#kind === "json") this.#document();
    if (this.#kind === "html") {
      const said = complaintOf(this.#text).slice(0, 120);
      this.fail(
        refused(
          `The server answered with a web page (${said})`,
          `Correct the base URL: ${this.#server.baseUrlHint}`,
        ),
      );
    }
  }

  fail(failure: PolicyFailure): void {
    if (this.isOver) return;
    this.#items.push({ type: "failure", failure });
    this.isOver = true;
  }

  take(): readonly AnswerItem[] {
    const taken = this.#items;
    this.#items = [];
    return taken;
  }

  /** The parser gets whole lines: it drops unknown fields, such as llama.cpp's errors, that come in pieces. */
  #feed(text: string): void {
    const end = text.lastIndexOf("\n") + 1;
    if (end > 0 && !this.isOver) this.#parser.feed(this.#line + text.slice(0, end));
    this.#line = end > 0 ? text.slice(end) : this.#line + text;
    if (this.#line.length > maxEventCharacters) this.#malformed("an event without an end");
  }

  #event(data: string): void {
    this.#hasEvent = true;
    if (this.isOver) return;
    if (data.trim() === "[DONE]") this.#done();
    else this.#value(data);
  }

  #document(): void {
    this.#value(this.#text);
    if (!this.isOver) this.#done();
  }

  #done(): void {
    this.#items.push({ type: "done" });
    this.isOver = true;
  }

  #value(text: string): void {
    const parsed = parseJson(text);
    const reading = parsed.ok ? this.#answer.read(parsed.value) : undefined;
    if (reading === undefined) {
      if (!this.#isAtEnd || this.#kind === "json") this.#malformed(text);
    } else if (reading.type === "error") {
      this.#error(reading.error, reading.status);
    } else {
      this.#items.push(...reading.deltas.map((event): AnswerItem => ({ type: "delta", event })));
      if (reading.type === "done") this.#done();
    }
  }

  #error(error: unknown, known?: number): void {
    const body = typeof error === "string" ? error : JSON.stringify(error);
    const said = known ?? errorStatus.safeParse(error).data?.code;
    const status = said ?? (readOverflow(body) === undefined ? undefined : 400);
    if (status !== undefined) this.fail(statusFailure({ status, body }, this.#server));
    else this.fail(unavailable(`The model server reported an error: ${complaintOf(body)}`, "Try again"));
  }

  #malformed(text: string): void {
    const { answer, kind } = this.#server;
    const shown = text.length > 120 ? `${text.slice(0, 120)}…` : text;
    const what = `The model server sent something that is not ${answer}: ${shown}`;
    this.fail(unavailable(what, `Check that the base URL is that of ${kind}, and look at its log`));
  }
}

/** Errors within an accepted answer carry their HTTP status as `code`, if they carry one. */
const errorStatus = z.object({ code: z.coerce.number().int().min(400).max(599) });

function parsedOr(text: string): unknown {
  const parsed = parseJson(text);
  return parsed.ok ? parsed.value : text;
}

function kindOf(start: string): BodyKind | undefined {
  const first = start.trimStart()[0];
  if (first === undefined) return undefined;
  if (first === "{" || first === "[") return "json";
  return first === "<" ? "html" : "events";
}
