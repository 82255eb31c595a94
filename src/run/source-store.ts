import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { SourceStore } from "../agent/tool.ts";
import { sha256 } from "../core/hash.ts";
import type { Source } from "../core/source.ts";
import { writeFileAtomic } from "./write-file-atomic.ts";

/** Keeps sources as `<sha256>.md` with `<sha256>.json` beside it, so that a run can be checked without anything else. */
export function sourceStore(folder: string): SourceStore {
  const pending = new Map<string, Promise<void>>();
  const textFile = (id: string): string => path.join(folder, `${id}.md`);

  const write = async (source: Source, text: string): Promise<void> => {
    await writeFileAtomic(path.join(folder, `${source.id}.json`), `${JSON.stringify(source, null, 2)}\n`);
    // The text comes last: where it is, the record is too.
    await writeFileAtomic(textFile(source.id), text);
  };

  return {
    has: (id) => /^[0-9a-f]{64}$/.test(id) && existsSync(textFile(id)),
    async put(source, text) {
      if (sha256(text) !== source.id)
        throw new Error(`source ${source.url} does not have the hash it is stored under`);
      if (existsSync(textFile(source.id))) return;
      const running = pending.get(source.id) ?? write(source, text);
      pending.set(source.id, running);
      await running.finally(() => pending.delete(source.id));
    },
    async text(id) {
      if (!/^[0-9a-f]{64}$/.test(id) || !existsSync(textFile(id))) return undefined;
      return readFile(textFile(id), "utf8");
    },
  };
}
