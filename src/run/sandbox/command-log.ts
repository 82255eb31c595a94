import { constants } from "node:fs";
import { mkdir, open, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { TerminalOutput } from "../../agent/terminals.ts";
import { insideWorkspace } from "./bubblewrap-arguments.ts";
import { cleanOutput } from "./clean-output.ts";

/** Of the output of one command, this much is kept. */
export const longestLogBytes = 16 * 2 ** 20;

const longestSearch = 256 * 1024;
/** The end mark, and what a prompt writes behind it. */
const longestMark = 200;

/** In the workspace, where the `file` tool reads it. */
export const logFolder = "shell";

/** One command of one terminal: its script, and what it writes. */
export interface CommandLog {
  /** Path inside of the script to run. */
  readonly script: string;
  /** What tmux gives the terminal's output to, as a command for bash. */
  readonly pipeCommand: string;
  /** Bytes written so far. */
  size(): Promise<number>;
  /** What was written from a byte on, as text; no more than what a wait has to look through. */
  since(byte: number): Promise<string>;
  /** The mark of the prompt behind the command has arrived, or nothing more can. */
  isComplete(): Promise<boolean>;
  /** The output so far, stored as text too. Undefined when the workspace does not let it be read. */
  output(): Promise<TerminalOutput | undefined>;
  /** The terminal's own record goes; the text stays. */
  close(): Promise<void>;
}

/** Titles by which the terminal's shell marks where output begins and ends; see `inside/bashrc`. */
// oxlint-disable-next-line no-control-regex
const beginMark = /\x1b\]2;deepwell busy\x1b\\/;
// oxlint-disable-next-line no-control-regex
const endMark = /\x1b\]2;deepwell prompt \d+ \d+\x1b\\/;

/**
 * Writes the script and names the files. What is inside can be changed from inside at any time, so nothing here
 * is trusted; nothing leads outside, because links and special files cannot be made inside.
 */
export async function commandLog(workspace: string, name: string, command: string): Promise<CommandLog> {
  const place = (file: string): string => path.join(workspace, logFolder, file);
  const raw = place(`.${name}.raw`);
  await mkdir(path.join(workspace, logFolder), { recursive: true });
  await rm(raw, { force: true });
  await writeFile(place(`${name}.sh`), `${command}\n`, { flag: "wx" });
  return {
    script: `${insideWorkspace}/${logFolder}/${name}.sh`,
    pipeCommand: `ulimit -f ${longestLogBytes / 1024}; exec cat >${insideWorkspace}/${logFolder}/.${name}.raw`,
    size: async () => (await readPart(raw, 0, 0)).size,
    since: async (byte) => cleanOutput((await readPart(raw, byte, longestSearch)).bytes.toString("utf8")),
    async isComplete() {
      const { size } = await readPart(raw, 0, 0);
      const { bytes } = await readPart(raw, Math.max(0, size - longestMark), longestMark);
      return size >= longestLogBytes || endMark.test(bytes.toString("latin1"));
    },
    async output() {
      const { bytes, size } = await readPart(raw, 0, longestLogBytes);
      const text = outputOf(bytes.toString("utf8"));
      const file = `${logFolder}/${name}.txt`;
      try {
        await rm(place(`${name}.txt`), { force: true });
        await writeFile(place(`${name}.txt`), text, { flag: "wx" });
      } catch (error) {
        if (error instanceof Error && "code" in error) return undefined;
        throw error;
      }
      return { text, file, isCut: size >= longestLogBytes };
    },
    close: () => rm(raw, { force: true }),
  };
}

/** What stands between the marks of a command; without them, what there is. */
function outputOf(raw: string): string {
  const begin = beginMark.exec(raw);
  const rest = begin === null ? "" : raw.slice(begin.index + begin[0].length);
  const end = endMark.exec(rest);
  return cleanOutput(end === null ? rest : rest.slice(0, end.index)).replace(/\n+$/, "");
}

async function readPart(
  file: string,
  from: number,
  longest: number,
): Promise<{ bytes: Buffer; size: number }> {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { size } = await handle.stat();
      const buffer = Buffer.alloc(Math.min(Math.max(0, size - from), longest));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
      return { bytes: buffer.subarray(0, bytesRead), size };
    } finally {
      await handle.close();
    }
  } catch (error) {
    // Not there yet, or taken away from inside: as if nothing was written.
    if (error instanceof Error && "code" in error) return { bytes: Buffer.alloc(0), size: 0 };
    throw error;
  }
}
