import type { Exceeded } from "./measure.ts";

/** The limit that ended a sandbox, in words for the agent. */
export function describeLimit({ what, limit }: Exceeded): string {
  const mebibytes = Math.round(limit / 2 ** 20);
  switch (what) {
    case "processes":
      return `more than ${limit} processes and threads`;
    case "memory":
      return `more than ${mebibytes} MiB of memory`;
    case "disk":
      return `more than ${mebibytes} MiB in the workspace`;
    case "files":
      return `more than ${limit} files in the workspace`;
    case "host memory":
      return "nearly all memory of this machine";
    case "host disk":
      return "nearly all disk space of this machine";
    case "lifetime":
      return `longer than ${Math.round(limit / 60_000)} minutes`;
    default:
      return what satisfies never;
  }
}
