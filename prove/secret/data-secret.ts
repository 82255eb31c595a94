import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { seededRandom } from "../../src/core/seeded-random.ts";
import type { Proof, ProofResult } from "../proof.ts";
import { leaksOf, seams } from "./leaky-run.ts";

const fullRuns = 1_000;
const saidEvery = 100;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./+=";

/** How a secret is written where it comes in; written here apart from the code under test. */
const writings: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => `"${secret}"`,
  (secret) => `https://u:${encodeURIComponent(secret)}@api.example/v1?key=${encodeURIComponent(secret)}`,
  (secret) => `Authorization: Basic ${Buffer.from(`user:${secret}`).toString("base64")}`,
  (secret) => JSON.stringify({ headers: { "x-api-key": secret } }),
];

/** Runs in which a random secret comes in at one seam or another; every file and every event is searched for it. */
export const dataSecret: Proof = {
  promise: "data.secret",
  async run({ seed, size = fullRuns, say }) {
    const folder = await mkdtemp(path.join(tmpdir(), "deepwell-prove-secret-"));
    try {
      return await leakEverywhere(folder, { seed, size, say });
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};

/** Every seam in turn, with every way of writing, until there were so many runs. */
export async function leakEverywhere(
  folder: string,
  { seed, size, say }: { readonly seed: number; readonly size: number; readonly say: (line: string) => void },
): Promise<ProofResult> {
  const random = seededRandom(seed);
  const failures: string[] = [];
  for (let run = 0; run < size; run++) {
    const seam = seams[run % seams.length];
    const write = writings[Math.floor(run / seams.length) % writings.length];
    if (seam === undefined || write === undefined) throw new Error("there are seams and writings");
    const secret = randomSecret(random);
    const own = path.join(folder, String(run));
    const holds = findsSecret(secret);
    const leaks = await leaksOf(own, { seam, secrets: [secret], written: write(secret), holds });
    failures.push(...leaks.map((leak) => `run ${run}, ${seam}: ${leak}`));
    await rm(own, { recursive: true, force: true, maxRetries: 5 });
    if (run % saidEvery === 0) say(`${run} of ${size} runs, ${failures.length} leaks`);
  }
  return { tried: size, failures };
}

export function randomSecret(random: () => number): string {
  const letter = (): string => alphabet.charAt(Math.floor(random() * alphabet.length));
  return Array.from({ length: 12 + Math.floor(random() * 28) }, letter).join("");
}

/** Whether a text has a secret in any of these ways of writing. */
export function findsSecret(secret: string): (text: string) => boolean {
  const encoded = Buffer.from(`user:${secret}`).toString("base64");
  const telling = [secret, encodeURIComponent(secret), encoded.slice(8, -4)];
  return (text) => telling.some((form) => text.includes(form));
}
