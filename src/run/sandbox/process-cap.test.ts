import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { expect, it } from "vitest";
import { openProcessCap } from "./process-cap.ts";

const isRoot = process.getuid?.() === 0;

it.skipIf(!isRoot)("counts what joins the group, and leaves nothing behind", async (context) => {
  const cap = openProcessCap(6);
  if (cap?.type !== "group") return context.skip();
  const folder = path.dirname(cap.joinFile);
  expect(readFileSync(path.join(folder, "pids.max"), "utf8").trim()).toBe("6");
  const child = spawn("/bin/sh", ["-c", 'printf 0 > "$0"; echo joined; read line', cap.joinFile]);
  await once(child.stdout, "data");
  expect(readFileSync(cap.joinFile, "utf8").split("\n")).toContain(String(child.pid));
  child.stdin.end();
  await once(child, "close");
  await cap.release();
  expect(existsSync(folder)).toBe(false);
});

it.skipIf(isRoot)("leaves it to the kernel for anyone but root", () => {
  expect(openProcessCap(6)).toEqual({ type: "user" });
});
