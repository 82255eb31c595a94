import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { sha256 } from "../../../core/hash.ts";
import { parseJson } from "../../../core/json.ts";
import { makeFolder } from "../../../run/make-folder.ts";
import { writeFileAtomic } from "../../../run/write-file-atomic.ts";
import { type ReportQuote, type VerdictWord, verdictWords } from "../verdict.ts";

/** The verdict of one trial. */
export interface TrialVerdict {
  readonly type: "verdict";
  readonly verdict: VerdictWord;
  readonly reason: string;
  readonly evidence: readonly ReportQuote[];
}

/** Keeps verdicts of single trials under the hash of everything they depend on; failures are never kept. */
export interface VerdictCache {
  get(key: string): Promise<TrialVerdict | undefined>;
  /** Never rejects. */
  set(key: string, verdict: TrialVerdict): Promise<void>;
}

/** The key of everything a verdict depends on: a hash, the same for the same contents. */
export function cacheKey(parts: readonly (string | number | undefined)[]): string {
  return sha256(JSON.stringify(parts.map((part) => part ?? null)));
}

const stored = z.object({
  type: z.literal("verdict"),
  verdict: z.enum(verdictWords),
  reason: z.string(),
  evidence: z.array(z.object({ text: z.string(), start: z.number(), end: z.number() })),
});

/** Verdicts as files of a folder, which several processes may share. What cannot be read counts as absent. */
export function folderVerdictCache(folder: string): VerdictCache {
  const fileOf = (key: string): string => path.join(folder, key.slice(0, 2), `${key}.json`);
  return {
    async get(key) {
      const text = await readFile(fileOf(key), "utf8").catch(() => "");
      const parsed = parseJson(text);
      const verdict = stored.safeParse(parsed.ok ? parsed.value : undefined);
      return verdict.success ? verdict.data : undefined;
    },
    async set(key, verdict) {
      const write = makeFolder(path.dirname(fileOf(key))).then(() =>
        writeFileAtomic(fileOf(key), JSON.stringify(verdict)),
      );
      // A verdict that could not be kept is asked for again; the judgement stands.
      await write.catch(() => {});
    },
  };
}

/** Verdicts in memory. */
export function memoryVerdictCache(): VerdictCache {
  const verdicts = new Map<string, TrialVerdict>();
  return {
    get: (key) => Promise.resolve(verdicts.get(key)),
    set: (key, verdict) => {
      verdicts.set(key, verdict);
      return Promise.resolve();
    },
  };
}
