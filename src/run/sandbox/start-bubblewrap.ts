import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { z } from "zod";
import { informationDescriptor, lifelineDescriptor, seccompDescriptor } from "./bubblewrap-arguments.ts";
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
  const joinFile = command.cap.type === "group" ? command.cap.joinFile : "";
  const child = spawn("/bin/sh", ["-c", guardAndBecome, joinFile, command.program, ...command.arguments], {
    stdio: ["pipe", "pipe", "pipe", "pipe", "pipe", "pipe"],
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
  const pipes: readonly (Readable | Writable | null | undefined)[] = child.stdio;
  // Once bwrap is gone, the guard kills whatever of its group is left, itself too.
  child.once("exit", () => pipes[lifelineDescriptor]?.destroy());
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

/**
 * A shell that leaves a guard behind, joins the control group where there is one, and becomes `bwrap`. The guard waits
 * for the end of the lifeline and then kills the process group that `spawn` made for them: of a `bwrap` that is killed
 * while it starts, `--die-with-parent` would leave a child that waits for it for ever.
 */
const guardAndBecome = [
  `( exec 0<&- 1>&- 2>&- ${seccompDescriptor}<&- ${informationDescriptor}<&-`,
  `read -r line <&${lifelineDescriptor}; kill -s KILL -- -$$ ) &`,
  `exec ${lifelineDescriptor}<&-`,
  'if [ -n "$0" ]; then printf 0 > "$0" || exit 1; fi',
  'exec "$@"',
].join("\n");

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
