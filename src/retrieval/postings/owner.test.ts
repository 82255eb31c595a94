import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { isRunning, nobody, processName, thisProcess } from "./owner.ts";

const tellsStarts = existsSync("/proc/self/stat");
const realNow = Date.now;

test("a process is running under its own name, and nobody is not", () => {
  expect(isRunning(thisProcess())).toBe(true);
  expect(isRunning(nobody)).toBe(false);
  expect(isRunning("no name")).toBe(false);
});

test("a process keeps its name when the clock is set", () => {
  const name = thisProcess();
  const now = Date.now();
  try {
    Date.now = () => now + 700;
    expect(thisProcess()).toBe(name);
  } finally {
    Date.now = realNow;
  }
});

test("an ended process is not running", async () => {
  const child = spawn("sh", ["-c", "read line"]);
  const name = processName(child.pid ?? 0);
  expect(isRunning(name)).toBe(true);
  child.kill();
  await once(child, "exit");
  expect(isRunning(name)).toBe(false);
});

test.runIf(tellsStarts)("a process that got the id of another one is not taken for it", () => {
  expect(isRunning(`${process.pid}:1`)).toBe(false);
  expect(isRunning(`${process.pid}:`)).toBe(false);
});

test.runIf(tellsStarts)("a killed process whose parent has not noticed is not running", async () => {
  // The shell becomes a program that never asks what its child did.
  const child = spawn("sh", ["-c", "sleep 60 & echo $!; exec sleep 60"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const id = Number(line);
  const name = processName(id);
  expect(isRunning(name)).toBe(true);
  process.kill(id, "SIGKILL");
  await expect.poll(() => isRunning(name)).toBe(false);
  child.kill("SIGKILL");
});
