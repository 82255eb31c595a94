import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { withDeadline } from "../core/abort.ts";
import { errorMessage } from "../core/errors.ts";
import type { Environment } from "../core/read-variable.ts";
import type { LettersOutcome, ReadLetters } from "../tools/image/read-letters.ts";
import { readTesseractLines } from "./read-tesseract-lines.ts";

/** What `doctor` and the tool say where there is no such program. */
export const tesseractFix = "sudo apt-get install -y tesseract-ocr tesseract-ocr-chi-sim";

export interface Tesseract {
  /** Absolute path. */
  readonly program: string;
  readonly version: string;
  /** Those that are installed and are languages: `eng`, `chi_sim`. */
  readonly languages: readonly string[];
}

const run = promisify(execFile);
const askMs = 10_000;
const readMs = 60_000;
const mostOutput = 16 << 20;
const longestComplaint = 300;
/** Each language takes its own time. */
const mostLanguages = 5;

/** The program on `PATH` with what it can read; undefined where there is none, or none that works. */
export async function findTesseract(environment: Environment): Promise<Tesseract | undefined> {
  const folders = (environment["PATH"] ?? "")
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder));
  const program = folders.map((folder) => path.join(folder, "tesseract")).find((file) => existsSync(file));
  if (program === undefined) return undefined;
  const options = { timeout: askMs, env: {}, cwd: tmpdir() };
  try {
    const said = await run(program, ["--version"], options);
    const listed = await run(program, ["--list-langs"], options);
    const [, version = "unknown"] = /^tesseract v?(\S+)/.exec(`${said.stdout}${said.stderr}`) ?? [];
    const languages = `${listed.stdout}${listed.stderr}`
      .split("\n")
      .map((line) => line.trim())
      .filter(
        (line) =>
          /^[a-z]{3}(?:_[a-z]+)?$/.test(line) && line !== "osd" && line !== "equ" && !line.endsWith("_vert"),
      )
      .toSorted((a, b) => Number(b === "eng") - Number(a === "eng"));
    return languages.length === 0
      ? undefined
      : { program, version, languages: languages.slice(0, mostLanguages) };
  } catch {
    // A program of this name that does not answer is as good as none.
    return undefined;
  }
}

/** Text in pictures by the program on `PATH`, which is looked for by the first picture; a failure says how to get it. */
export function installedLetters(environment: Environment): ReadLetters {
  let finding: Promise<Tesseract | undefined> | undefined;
  return async (pgm, signal) => {
    finding ??= findTesseract(environment);
    const found = await finding;
    if (found !== undefined) return tesseractLetters(found)(pgm, signal);
    return { type: "failure", why: `Tesseract is not installed here (${tesseractFix})` };
  };
}

/** Text in pictures by this program: a process of its own for each picture, with nothing of the environment. */
export function tesseractLetters({ program, version, languages }: Tesseract): ReadLetters {
  return async (pgm, signal) => {
    const work = (inner: AbortSignal): Promise<LettersOutcome> =>
      outputOf(
        { program, arguments: ["stdin", "stdout", "-l", languages.join("+"), "tsv"], input: pgm },
        inner,
      ).then(
        (tsv): LettersOutcome => ({
          type: "letters",
          by: `tesseract ${version}`,
          languages,
          lines: readTesseractLines(tsv),
        }),
        (error: unknown): LettersOutcome => ({ type: "failure", why: errorMessage(error) }),
      );
    const done = await withDeadline(work, { timeoutMs: readMs, signal });
    if (done.type === "value") return done.value;
    return {
      type: "failure",
      why: done.type === "aborted" ? "stopped" : `it took longer than ${readMs / 1000} s`,
    };
  };
}

interface Reading {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly input: Uint8Array;
}

/** What it writes to stdout; rejects with what it says on stderr where it fails. */
function outputOf({ program, arguments: given, input }: Reading, signal: AbortSignal): Promise<string> {
  // One thread: it is slower with more where several pictures are read at once.
  const env = { OMP_THREAD_LIMIT: "1" };
  const child = spawn(program, given, { signal, killSignal: "SIGKILL", env, cwd: tmpdir(), stdio: "pipe" });
  const chunks: Buffer[] = [];
  let length = 0;
  let complaint = "";
  child.stdout.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length > mostOutput) child.kill("SIGKILL");
    else chunks.push(chunk);
  });
  child.stderr.on("data", (chunk: Buffer) => {
    complaint = (complaint + chunk.toString("utf8")).slice(-longestComplaint);
  });
  // One that ends early leaves its input unread; its exit code says why.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0 && length <= mostOutput) resolve(Buffer.concat(chunks).toString("utf8"));
      else
        reject(
          new Error(`tesseract ended with ${code ?? "a signal"}: ${complaint.trim().replace(/\s+/g, " ")}`),
        );
    });
  });
}
