import { type ChildProcess, spawn } from "node:child_process";
import {
  deserializeMessage,
  type JSONRPCMessage,
  serializeMessage,
  type Transport,
} from "@modelcontextprotocol/client";
import { withDeadline } from "../../../core/abort.ts";
import { errorMessage } from "../../../core/errors.ts";
import { oneLine } from "../read-markup.ts";
import type { ServerCommand } from "./server-command.ts";

/** What a server may write before it is taken for one that has lost its way. */
export interface OutputLimits {
  /** Of one message. */
  readonly maxMessageBytes: number;
  /** Between two messages of ours, whatever it is that the server writes. */
  readonly maxUnaskedBytes: number;
}

export const usualOutputLimits: OutputLimits = { maxMessageBytes: 8 << 20, maxUnaskedBytes: 64 << 20 };

/** What the last lines of stderr may add to a message. */
const longestComplaint = 300;
/** Between asking a server to end and ending it, at each of two steps. */
const graceMs = 500;
const newline = 0x0a;

/**
 * A server of the protocol on the standard streams of a process that is started for it. Lines that are no messages are
 * passed over, for many servers print there. The process leads a group of its own, and none of the group is left when
 * it has ended, was closed or wrote more than it may.
 */
export class CommandTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: NonNullable<Transport["onmessage"]>;
  readonly #command: ServerCommand;
  readonly #limits: OutputLimits;
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #end: string | undefined;
  #complaint = "";
  #line: Buffer[] = [];
  #lineBytes = 0;
  #unaskedBytes = 0;
  readonly #killGroup = (): void => this.#signalGroup("SIGKILL");

  constructor(command: ServerCommand, limits: OutputLimits = usualOutputLimits) {
    this.#command = command;
    this.#limits = limits;
  }

  /** Why it ended; undefined while it runs. */
  get end(): string | undefined {
    return this.#end;
  }

  /** The last that it said on stderr, on one line. */
  get said(): string {
    return oneLine(this.#complaint).slice(-longestComplaint);
  }

  /** Resolves when the process is there; rejects where the program cannot be started. */
  start(): Promise<void> {
    const { program, arguments: given, environment, folder } = this.#command;
    const child = spawn(program, [...given], {
      cwd: folder,
      env: { ...environment },
      stdio: "pipe",
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    this.#child = child;
    process.once("exit", this.#killGroup);
    this.#ended = new Promise((resolve) => {
      child.once("close", (code, signal) => {
        process.off("exit", this.#killGroup);
        this.#end ??= `it ended with ${signal ?? `code ${code}`}`;
        resolve();
        this.onclose?.();
      });
    });
    // Programs that it has started would keep its streams open.
    child.once("exit", () => this.#signalGroup("SIGKILL"));
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on("error", () => {});
    child.stdout.on("data", (chunk: Buffer) => this.#read(chunk));
    child.stderr.on("data", (chunk: Buffer) => {
      this.#complaint = (this.#complaint + chunk.toString("utf8")).slice(-2 * longestComplaint);
    });
    return new Promise((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", (error) => {
        this.#end ??= `it cannot be started: ${errorMessage(error)}`;
        reject(error);
      });
    });
  }

  async send(message: JSONRPCMessage): Promise<void> {
    if (this.#child === undefined || this.#end !== undefined) throw new Error("the server has ended");
    this.#unaskedBytes = 0;
    this.#child.stdin?.write(serializeMessage(message));
  }

  /** Asks the server to end by closing its input, then by a signal, then ends it with all that it has started. */
  async close(): Promise<void> {
    const child = this.#child;
    if (child?.pid === undefined) return;
    this.#end ??= "it was closed";
    child.stdin?.end();
    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
      if (await endsWithin(this.#ended, graceMs)) return;
      this.#signalGroup(signal);
    }
    await endsWithin(this.#ended, graceMs);
    // What has left the group may hold the streams open.
    for (const stream of child.stdio) stream?.destroy();
  }

  #read(chunk: Buffer): void {
    this.#unaskedBytes += chunk.length;
    if (this.#unaskedBytes > this.#limits.maxUnaskedBytes) return this.#fail("it writes without being asked");
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      const line = Buffer.concat([...this.#line, chunk.subarray(from, end)]).toString("utf8");
      this.#line = [];
      this.#lineBytes = 0;
      from = end + 1;
      if (line.trim() !== "") this.#receive(line);
    }
    this.#line.push(chunk.subarray(from));
    this.#lineBytes += chunk.length - from;
    if (this.#lineBytes > this.#limits.maxMessageBytes) this.#fail("a message of it has no end");
  }

  #receive(line: string): void {
    if (this.#end !== undefined) return;
    try {
      this.onmessage?.(deserializeMessage(line));
    } catch (error) {
      this.onerror?.(new Error(`a line is no message: ${errorMessage(error)}`));
    }
  }

  #fail(why: string): void {
    if (this.#end !== undefined) return;
    this.#end = why;
    this.#line = [];
    // In this order: a program whose stream is closed would still complain about it.
    this.#signalGroup("SIGKILL");
    this.#child?.stdout?.destroy();
  }

  #signalGroup(signal: NodeJS.Signals): void {
    const { pid } = this.#child ?? {};
    if (pid === undefined) return;
    try {
      if (process.platform === "win32") this.#child?.kill(signal);
      else process.kill(-pid, signal);
    } catch (error) {
      this.onerror?.(new Error(`nothing is left to end: ${errorMessage(error)}`));
    }
  }
}

async function endsWithin(ended: Promise<void>, ms: number): Promise<boolean> {
  const { signal } = new AbortController();
  const waited = await withDeadline(() => ended, { timeoutMs: ms, signal });
  return waited.type === "value";
}
