import { mkdir } from "node:fs/promises";
import path from "node:path";
import { AppError, errorMessage } from "../core/errors.ts";
import { runId } from "../core/ids.ts";
import { makeFolder } from "./make-folder.ts";
import { syncFolder } from "./sync-folder.ts";
import { writeFileAtomic } from "./write-file-atomic.ts";

/** The files of one run: what every interface reads and writes (`docs/architecture.md`). */
export interface RunDirectory {
  readonly id: string;
  /** Absolute. */
  readonly path: string;
  readonly journalFile: string;
  readonly sourcesFolder: string;
  readonly workspace: string;
  /** Writes a file of the run atomically; returns its absolute path. */
  write(name: string, content: string | Uint8Array): Promise<string>;
}

const attempts = 5;

/** Makes a new run directory with its folders; never reuses or overwrites an existing one. */
export async function createRunDirectory(options: {
  readonly runsDir: string;
  readonly question: string;
  readonly now: Date;
}): Promise<RunDirectory> {
  const runsDir = path.resolve(options.runsDir);
  try {
    await makeFolder(runsDir);
    for (let attempt = 0; attempt < attempts; attempt++) {
      const id = runId(options.question, options.now);
      if (await makeNew(path.join(runsDir, id))) return await prepare(runsDir, id);
    }
  } catch (error) {
    throw cannotWrite(runsDir, errorMessage(error), error);
  }
  throw cannotWrite(runsDir, `${attempts} fresh names were all taken`, undefined);
}

/** An existing run directory; nothing is written until `write` is called. */
export function openRunDirectory(directory: string): RunDirectory {
  const absolute = path.resolve(directory);
  return {
    id: path.basename(absolute),
    path: absolute,
    journalFile: path.join(absolute, "journal.ndjson"),
    sourcesFolder: path.join(absolute, "sources"),
    workspace: path.join(absolute, "workspace"),
    async write(name, content) {
      const file = path.join(absolute, name);
      await writeFileAtomic(file, content);
      return file;
    },
  };
}

async function prepare(runsDir: string, id: string): Promise<RunDirectory> {
  const directory = openRunDirectory(path.join(runsDir, id));
  await mkdir(directory.sourcesFolder);
  await mkdir(directory.workspace);
  await syncFolder(directory.path);
  await syncFolder(runsDir);
  return directory;
}

async function makeNew(directory: string): Promise<boolean> {
  try {
    await mkdir(directory);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function cannotWrite(runsDir: string, why: string, cause: unknown): AppError {
  return new AppError("CONFIG_INVALID", `The run directory cannot be made in ${runsDir}.`, {
    why,
    fix: "choose another folder with --runs-dir, or make this one writable",
    cause,
  });
}
