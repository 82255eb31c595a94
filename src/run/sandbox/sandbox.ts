import { lstat, realpath } from "node:fs/promises";
import process from "node:process";
import { withDeadline } from "../../core/abort.ts";
import { errorMessage } from "../../core/errors.ts";
import { bubblewrapArguments } from "./bubblewrap-arguments.ts";
import { type Canary, type CanarySong, prepareCanary, readSong } from "./canary.ts";
import { type ControlChannel, controlChannel } from "./control-channel.ts";
import { findPrograms } from "./find-programs.ts";
import { defaultSandboxLimits, hardCap, processLimitArguments, type SandboxLimits } from "./limits.ts";
import type { Exceeded } from "./measure.ts";
import { type HostProxyOptions, openHostProxy } from "./network/host-proxy.ts";
import { openProcessCap } from "./process-cap.ts";
import { failedStart, missingPrograms, type SandboxRefusal, uncapped } from "./refusal.ts";
import { filterArchitecture, seccompFilter } from "./seccomp/filter.ts";
import { type BubblewrapProcess, startBubblewrap } from "./start-bubblewrap.ts";
import { type Watch, watch } from "./watch.ts";

export interface SandboxOptions {
  /** The only folder that can be written inside, as `/workspace`; an existing folder, not a link. */
  readonly workspace: string;
  readonly limits?: SandboxLimits;
  readonly signal: AbortSignal;
  /** Hosts that commands may reach; none where absent. */
  readonly network?: HostProxyOptions;
  /** Where `bwrap`, `tmux` and `bash` are looked for; the system's folders unless given. */
  readonly programFolders?: readonly string[];
  /** Node's name of the processor; this machine's unless given. */
  readonly architecture?: string;
}

/** A sandbox that has proved that it holds, with a tmux server in it. */
export interface Sandbox {
  readonly channel: ControlChannel;
  /** Resolves when nothing of it is left; with the limit for which it was killed, if it was. */
  readonly ended: Promise<Exceeded | undefined>;
  /** Ends every process in it. Idempotent. */
  close(): Promise<void>;
}

export type SandboxOutcome =
  | { readonly type: "open"; readonly sandbox: Sandbox }
  | { readonly type: "refused"; readonly refusal: SandboxRefusal };

const startMs = 20_000;
const tmuxCommand = ["tmux", "-u", "-f", "/etc/deepwell/tmux.conf", "-C"];
const keeperSession = ["new-session", "-s", "deepwell", "exec sleep infinity"];

/**
 * Opens a sandbox, or says why there is none. It is open only when a canary has shown from inside that a file
 * and a host outside are denied, while the same were reached from outside. Ends with this process, however that ends.
 */
export async function openSandbox(options: SandboxOptions): Promise<SandboxOutcome> {
  const architecture = filterArchitecture(options.architecture ?? process.arch);
  if (process.platform !== "linux" || architecture === undefined) {
    const why = `there is no sandbox for ${process.platform} on ${options.architecture ?? process.arch}`;
    return refused({ why, fix: "run Deepwell under Linux on x86-64 or ARM64" });
  }
  const programs = findPrograms(options.programFolders);
  if (programs.type === "missing") return refused(missingPrograms(programs.names));
  const workspace = await ownFolder(options.workspace);
  if (workspace === undefined) {
    const why = `${options.workspace} is not a folder of its own`;
    return refused({ why, fix: "a link cannot be a workspace: use the folder that it leads to" });
  }
  const limits = options.limits ?? defaultSandboxLimits;
  const cap = openProcessCap(hardCap(limits));
  if (cap === undefined) return refused(uncapped);
  const canary = await prepareCanary(workspace);
  const proxy = options.network === undefined ? undefined : await openHostProxy(options.network);
  const network = proxy && { network: { socket: proxy.socket, node: process.execPath } };
  try {
    const bubblewrap = startBubblewrap({
      program: programs.bwrap,
      arguments: [
        bubblewrapArguments({ workspace, limits, ...network }),
        ["--", "/bin/bash", "/etc/deepwell/enter.sh", ...canary.arguments],
        [...processLimitArguments(limits), "--", ...tmuxCommand, ...keeperSession],
      ].flat(),
      seccompFilter: seccompFilter(architecture),
      cap,
      environment: canary.environment,
    });
    void bubblewrap.ended.then(() => proxy?.close());
    return await prove({
      bubblewrap,
      canary,
      workspace,
      limits,
      bash: programs.bash,
      signal: options.signal,
    });
  } finally {
    await canary.close();
  }
}

interface Proving {
  readonly bubblewrap: BubblewrapProcess;
  readonly canary: Canary;
  readonly workspace: string;
  readonly limits: SandboxLimits;
  readonly bash: string;
  readonly signal: AbortSignal;
}

async function prove(proving: Proving): Promise<SandboxOutcome> {
  const { bubblewrap } = proving;
  let watching: Watch | undefined;
  const stop = async (): Promise<void> => {
    bubblewrap.kill();
    await bubblewrap.ended;
    await watching?.stop();
  };
  const refuse = async (why: string): Promise<SandboxOutcome> => {
    await stop();
    return refused(failedStart(why));
  };
  const song = listen(bubblewrap);
  const outcome = await withDeadline(
    async () => {
      const inside = await Promise.race([song.heard, bubblewrap.ended]);
      if (typeof inside === "string") return [inside || "bwrap ended at once"];
      const outside = await proving.canary.singOutside(proving.bash);
      const problems = await proving.canary.problems(inside, outside);
      if (problems.length > 0) return problems;
      const firstProcess = await bubblewrap.firstProcess;
      if (firstProcess === undefined) return ["it did not tell its first process"];
      const { workspace, limits } = proving;
      watching = watch({ firstProcess, workspace, limits }, () => bubblewrap.kill());
      return await watching.started.then(
        () => [],
        (error: unknown) => [`it cannot be watched from outside: ${errorMessage(error)}`],
      );
    },
    { timeoutMs: startMs, signal: proving.signal },
  );
  if (outcome.type !== "value")
    return refuse(outcome.type === "aborted" ? "stopped" : "it did not start in time");
  const [problem] = outcome.value;
  if (problem !== undefined) return refuse(problem);
  // Nothing but the canary has run inside up to here.
  bubblewrap.stdin.write("\n");
  const ended = bubblewrap.ended.then(async () => {
    await watching?.stop();
    return watching?.exceeded();
  });
  return { type: "open", sandbox: { channel: song.channel, ended, close: stop } };
}

/** The canary sings first; from then on it is tmux that speaks. */
function listen(bubblewrap: BubblewrapProcess): { channel: ControlChannel; heard: Promise<CanarySong> } {
  const lines: string[] = [];
  let tell: (song: CanarySong) => void = () => {};
  const heard = new Promise<CanarySong>((resolve) => {
    tell = resolve;
  });
  let isSinging = true;
  const channel = controlChannel({
    ...bubblewrap,
    onFailure: () => bubblewrap.kill(),
    onLine(line) {
      if (!isSinging) return;
      lines.push(line.slice(0, 1000));
      isSinging = line.trim() !== "canary end" && lines.length < 100;
      if (!isSinging) tell(readSong(lines));
    },
  });
  return { channel, heard };
}

function refused(refusal: SandboxRefusal): SandboxOutcome {
  return { type: "refused", refusal };
}

/** The real path of a folder that is not itself a link. */
async function ownFolder(folder: string): Promise<string | undefined> {
  const entry = await lstat(folder).catch(() => undefined);
  return entry?.isDirectory() === true ? await realpath(folder) : undefined;
}
