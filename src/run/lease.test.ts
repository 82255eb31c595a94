import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isLeaseHeld, takeLease } from "./lease.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-lease-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const holder = `
  const { takeLease } = await import(${JSON.stringify(new URL("./lease.ts", import.meta.url).href)});
  takeLease(process.argv[1]);
  process.stdout.write("held");
  setInterval(() => {}, 1000);
`;

describe("lease", () => {
  it("is held by one driver at a time and can be taken again after release", () => {
    const first = takeLease(folder);
    expect(() => takeLease(folder)).toThrow(expect.objectContaining({ code: "RUN_BUSY", retryable: true }));
    first.release();
    first.release();
    takeLease(folder).release();
  });

  it("tells whether it is held, and looking does not take it", () => {
    expect(isLeaseHeld(folder)).toBe(false);
    const lease = takeLease(folder);
    expect(isLeaseHeld(folder)).toBe(true);
    lease.release();
    expect(isLeaseHeld(folder)).toBe(false);
    takeLease(folder).release();
  });

  it("is free again as soon as the process that held it was killed", async () => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", holder, folder], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    expect(() => takeLease(folder)).toThrow("another process");
    child.kill("SIGKILL");
    await once(child, "exit");
    takeLease(folder).release();
  });
});
