/** What everything in a sandbox together, or each process of it, may use. Kept by the kernel or by `watch.ts`. */
export interface SandboxLimits {
  /** Processes and threads, all together. */
  readonly processes: number;
  /** Memory of all processes together, and the data segment of each. */
  readonly memoryBytes: number;
  /** What `/tmp` holds; it is memory of its own. */
  readonly temporaryBytes: number;
  /** The largest file that can be written. */
  readonly fileBytes: number;
  /** What the workspace may hold, and in how many files and folders; deleted files still open count. */
  readonly workspaceBytes: number;
  readonly workspaceEntries: number;
  readonly openFiles: number;
  /** Processor time of one process. */
  readonly processorSeconds: number;
  readonly lifetimeMs: number;
}

const mebibyte = 2 ** 20;

export const defaultSandboxLimits: SandboxLimits = {
  processes: 128,
  memoryBytes: 2048 * mebibyte,
  temporaryBytes: 256 * mebibyte,
  fileBytes: 256 * mebibyte,
  workspaceBytes: 1024 * mebibyte,
  workspaceEntries: 20_000,
  openFiles: 512,
  processorSeconds: 600,
  lifetimeMs: 6 * 60 * 60_000,
};

/** More processes than this there never are, however late the watch looks; beyond the limit, so that it sees a bomb. */
export function hardCap(limits: SandboxLimits): number {
  return 2 * limits.processes;
}

/** The limits that the kernel keeps for each process, as arguments of bash's `ulimit`, one pair after another. */
export function processLimitArguments(limits: SandboxLimits): readonly string[] {
  const kibibytes = (bytes: number): string => String(Math.floor(bytes / 1024));
  return [
    ["-c", "0"],
    ["-n", String(limits.openFiles)],
    ["-f", kibibytes(limits.fileBytes)],
    ["-d", kibibytes(limits.memoryBytes)],
    ["-u", String(limits.processes)],
    ["-t", String(limits.processorSeconds)],
  ].flat();
}
