import { spawn } from "node:child_process";
import path from "node:path";
import { projectRoot } from "./checks/project-files.ts";

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What standard input gives; it is closed afterwards. */
  readonly input?: string;
  readonly nodeArguments?: readonly string[];
  readonly cwd?: string;
  /** Nobody reads standard error: it is closed as soon as the process is there. */
  readonly closesStderr?: boolean;
}

/** A port that is never asked, so that no model server of whoever runs the tests is used. */
const noModelServers = {
  OLLAMA_HOST: "127.0.0.1:9",
  LMSTUDIO_BASE_URL: "http://127.0.0.1:9/v1",
  LLAMACPP_BASE_URL: "http://127.0.0.1:9/v1",
  VLLM_BASE_URL: "http://127.0.0.1:9/v1",
  SGLANG_BASE_URL: "http://127.0.0.1:9/v1",
};

/** Nothing outside this machine is asked unless a test sets up a server of its own. */
const noWebSearch = { DEEPWELL_SEARCH: "off" };

/** Runs the command line as its own process, without the settings of whoever runs the tests. */
export function deepwell(args: readonly string[], options: ProcessOptions = {}): Promise<Finished> {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(DEEPWELL_|npm_|NO_COLOR|FORCE_COLOR|LC_)|_API_KEY$|_BASE_URL$|^OPENAI_/.test(name),
  );
  const entry = path.join(projectRoot, "bin/deepwell.mjs");
  const child = spawn(process.execPath, [...(options.nodeArguments ?? []), entry, ...args], {
    cwd: options.cwd ?? projectRoot,
    env: { ...Object.fromEntries(own), ...noModelServers, ...noWebSearch, LANG: "C.UTF-8", ...options.env },
  });
  child.stdin.end(options.input ?? "");
  if (options.closesStderr === true) child.stderr.destroy();
  const read = (stream: NodeJS.ReadableStream) => {
    const parts: Buffer[] = [];
    stream.on("data", (part: Buffer) => parts.push(part));
    return () => Buffer.concat(parts).toString("utf8");
  };
  const [stdout, stderr] = [read(child.stdout), read(child.stderr)];
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout: stdout(), stderr: stderr() }));
  });
}
