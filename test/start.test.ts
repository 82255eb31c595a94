import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { projectRoot } from "./checks/project-files.ts";

/** `npm start` as a user types it, with an empty cache. */
async function npmStart(args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn("npm", ["start", ...(args.length > 0 ? ["--", ...args] : [])], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { stdout, stderr, code };
}

it("npm start alone researches a sample question, in English and in Chinese", {
  timeout: 300_000,
}, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "deepwell-start-"));
  for (const [language, title] of [
    ["en", /State Department right away/],
    ["zh", /三倍/],
  ] as const) {
    const runsDir = path.join(folder, language);
    const lang = language === "zh" ? "zh_CN.UTF-8" : "en_US.UTF-8";
    const env = {
      DEEPWELL_CACHE_DIR: path.join(folder, "cache"),
      DEEPWELL_RUNS_DIR: runsDir,
      LANG: lang,
      LC_ALL: "",
    };
    const { stdout, stderr, code } = await npmStart([], env);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const [run = ""] = readdirSync(runsDir);
    expect(stdout).toBe(readFileSync(path.join(runsDir, run, "report.md"), "utf8"));
    expect(stdout).toMatch(title);
    expect(stdout).toMatch(/^## /m);
  }
});
