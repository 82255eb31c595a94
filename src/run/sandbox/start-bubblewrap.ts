import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { z } from "zod";
import { informationDescriptor, seccompDescriptor } from "./bubblewrap-arguments.ts";
import type { ProcessCap } from "./process-cap.ts";
import { processEnd } from "./process-end.ts";

export interface BubblewrapCommand {
  /** Absolute path of `bwrap`. */
  readonly program: string;
  /** Everything behind `bwrap`, the command inside with it. */
  readonly arguments: readonly string[];
  readonly seccompFilter: Buffer;
  readonly cap: ProcessCap;
  /** The whole environment of `bwrap` itself; what runs inside gets none of it. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A `bwrap` that was started. Everything in it ends when it ends, and it ends when this process does. */
export interface BubblewrapProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Process id, on this machine, of the first process inside; undefined when there never was one. */
  readonly firstProcess: Promise<number | undefined>;
  /** Resolves when nothing of it is left, with what it said on stderr. */
  readonly ended: Promise<string>;
  /** Idempotent. */
  kill(): void;
}

const information = z.object({ "child-pid": z.int().positive() });
const longestComplaint = 4000;

/**
 * Starts `bwrap` in a session of its own, so that Ctrl-C in this terminal does not reach it. Failures to start
 * are what `ended` tells.
 */
export function startBubblewrap(command: BubblewrapCommand): BubblewrapProcess {
  const [program, ...rest] = cappedCommand(command);
  const child = spawn(program, rest, {
    stdio: ["pipe", "pipe", "pipe", "pipe", "pipe"],
    env: { ...command.environment },
    cwd: "/",
    detached: true,
  });
  const filter = child.stdio[seccompDescriptor];
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null)
    throw new Error("bwrap was started without pipes");
  // A bwrap that ends early closes its ends; `ended` then says why.
  for (const stream of [stdin, stdout, stderr, ...child.stdio.slice(seccompDescriptor)])
    stream?.on("error", () => {});
  if (filter !== null && filter !== undefined && "write" in filter) filter.end(command.seccompFilter);
  const firstProcess = readInformation(child);
  return {
    stdin,
    stdout,
    firstProcess,
    ended: end(child, { stderr, firstProcess }).then(async (complaint) => {
      if (command.cap.type === "group") await command.cap.release();
      return complaint;
    }),
    kill: () => void child.kill("SIGKILL"),
  };
}

const joinAndBecome = 'printf 0 > "$0" && exec "$@"';

/** `bwrap`, started by a shell that joins the control group first, where there is one. */
function cappedCommand({ program, arguments: rest, cap }: BubblewrapCommand): readonly [string, ...string[]] {
  if (cap.type === "user") return [program, ...rest];
  return ["/bin/sh", "-c", joinAndBecome, cap.joinFile, program, ...rest];
}

async function readInformation(child: ChildProcess): Promise<number | undefined> {
  const stream = child.stdio[informationDescriptor];
  if (stream === null || stream === undefined || !("read" in stream)) return undefined;
  let text = "";
  try {
    for await (const chunk of stream) {
      text += String(chunk);
      if (text.includes("}") || text.length > longestComplaint) break;
    }
    return information.parse(JSON.parse(text))["child-pid"];
  } catch {
    // It ended before there was a first process.
    return undefined;
  }
}

async function end(
  child: ChildProcess,
  { stderr, firstProcess }: { readonly stderr: Readable; readonly firstProcess: Promise<number | undefined> },
): Promise<string> {
  let text = "";
  stderr.on("data", (chunk: Buffer) => {
    text = (text + chunk.toString("utf8")).slice(0, longestComplaint);
  });
  await new Promise<void>((resolve) => {
    child.once("error", (error) => {
      text = error.message;
      resolve();
    });
    child.once("close", () => resolve());
  });
  // What is inside is killed when bwrap ends, and takes a moment to be gone.
  const first = await firstProcess;
  if (first !== undefined) await processEnd(first);
  return text.trim();
}
