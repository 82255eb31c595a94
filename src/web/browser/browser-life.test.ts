import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import process from "node:process";
import { createInterface } from "node:readline";
import { describe, expect, test } from "vitest";
import { noBrowser } from "./browser-world.fixture.ts";

const missing = (await noBrowser()) ?? (process.platform === "linux" ? undefined : "no /proc");

interface Process {
  readonly pid: number;
  readonly command: string;
  readonly userIds: readonly number[];
  readonly effectiveRights: string;
}

/** Processes that have a word in their command line. */
function processesWith(word: string): readonly Process[] {
  return readdirSync("/proc").flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      const userIds = (/^Uid:\s+(.*)$/m.exec(status)?.[1] ?? "").split(/\s+/).map(Number);
      const effectiveRights = /^CapEff:\s+(\w+)$/m.exec(status)?.[1] ?? "";
      return command.includes(word) ? [{ pid: Number(pid), command, userIds, effectiveRights }] : [];
    } catch {
      // It has ended in the meantime.
      return [];
    }
  });
}

describe.skipIf(missing !== undefined)("the processes of a browser", () => {
  test("belong to nobody with rights, and end with a Deepwell that is killed", async () => {
    const child = spawn(process.execPath, [new URL("browser-owner.fixture.ts", import.meta.url).pathname], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const profile = `--proxy-server=http://127.0.0.1:${line} `;
    const running = processesWith(profile);
    expect(running.length).toBeGreaterThan(0);
    expect(running.flatMap(({ userIds }) => userIds)).not.toContain(0);
    // The processes of the sandbox hold rights in namespaces of their own only; the browser itself has none.
    const [main] = running.filter(({ command }) => !command.includes("--type="));
    expect(main?.effectiveRights).toMatch(/^0+$/);
    child.kill("SIGKILL");
    await once(child, "exit");
    await expect.poll(() => processesWith(profile).length, { timeout: 20_000 }).toBe(0);
    // Nobody was left to remove it.
    const home = /--user-data-dir=(\S+)\/profile /.exec(main?.command ?? "")?.[1];
    if (home !== undefined) rmSync(home, { recursive: true });
  });
});
