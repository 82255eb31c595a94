import type { Client } from "@modelcontextprotocol/client";
import { withDeadline } from "../../../core/abort.ts";
import { errorMessage } from "../../../core/errors.ts";
import { version } from "../../../core/version.ts";
import type { CommandTransport, OutputLimits } from "./command-transport.ts";
import type { ServerCommand } from "./server-command.ts";

export interface CommandServerOptions {
  readonly command: ServerCommand;
  /** Until it has answered the first time, which may take a download; 30 s unless given. */
  readonly startMs?: number;
  readonly limits?: OutputLimits;
}

/** What came of working with a server; `unhealthy` is for good. */
export type ServerUse<T> =
  | { readonly type: "value"; readonly value: T }
  | { readonly type: "unhealthy"; readonly why: string };

type Connection =
  | { readonly type: "connected"; readonly client: Client; readonly transport: CommandTransport }
  | { readonly type: "failed"; readonly why: string };

/**
 * A server of the protocol that is started as a command when it is first needed, and runs until it is closed. One that
 * ends by itself, or does not answer in time when it is started, is started once more; after that it is given up.
 */
export class CommandServer {
  readonly #options: CommandServerOptions;
  readonly #closing = new AbortController();
  #connecting: Promise<Connection> | undefined;
  #transport: CommandTransport | undefined;
  #restartsLeft = 1;
  #unhealthy: string | undefined;

  constructor(options: CommandServerOptions) {
    this.#options = options;
  }

  /** A reason with the last that the server said on stderr behind it. */
  withLastWords(why: string): string {
    const said = this.#transport?.said ?? "";
    return said === "" ? why : `${why}; it said: ${said}`;
  }

  /** Rejects with what the work throws while the server runs, and when the signal aborts. */
  async use<T>(work: (client: Client) => Promise<T>, signal: AbortSignal): Promise<ServerUse<T>> {
    while (this.#unhealthy === undefined) {
      this.#closing.signal.throwIfAborted();
      const connecting = (this.#connecting ??= this.#connect());
      const connection = await connecting;
      signal.throwIfAborted();
      if (connection.type === "failed") {
        this.#lost(connecting, connection.why);
        continue;
      }
      try {
        return { type: "value", value: await work(connection.client) };
      } catch (error) {
        signal.throwIfAborted();
        const { end } = connection.transport;
        if (end === undefined) throw error;
        this.#lost(connecting, end);
      }
    }
    return { type: "unhealthy", why: this.#unhealthy };
  }

  /** Ends the server with all that it has started. Idempotent. */
  async close(): Promise<void> {
    this.#closing.abort(new Error("the server was closed"));
    const connection = await this.#connecting;
    if (connection?.type === "connected") await connection.transport.close();
  }

  async #connect(): Promise<Connection> {
    const { command, startMs = 30_000, limits } = this.#options;
    // Takes a fifth of a second to load, which only those shall wait for who have such a server.
    const { Client } = await import("@modelcontextprotocol/client");
    const { CommandTransport } = await import("./command-transport.ts");
    const transport = new CommandTransport(command, limits);
    this.#transport = transport;
    const client = new Client({ name: "deepwell", version });
    const connect = (signal: AbortSignal): Promise<string | undefined> =>
      client.connect(transport, { signal, timeout: startMs }).then(() => undefined, errorMessage);
    const ended = await withDeadline(connect, { timeoutMs: startMs, signal: this.#closing.signal });
    if (ended.type === "value" && ended.value === undefined) return { type: "connected", client, transport };
    const late = `it did not answer within ${startMs / 1_000} s of its start`;
    const why = transport.end ?? (ended.type === "value" ? ended.value : undefined) ?? late;
    await transport.close();
    return { type: "failed", why };
  }

  /** Calls at the same time lose the same connection once. */
  #lost(connecting: Promise<Connection>, why: string): void {
    if (this.#connecting !== connecting) return;
    this.#connecting = undefined;
    if (this.#restartsLeft === 0) this.#unhealthy = this.withLastWords(why);
    else this.#restartsLeft -= 1;
  }
}
