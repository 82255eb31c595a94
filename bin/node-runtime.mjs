// Plain JavaScript without dependencies: it has to run under whatever Node the user has, before anything is installed.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";

/** What `engines.node` in package.json says, as text for people. */
export const supportedRange = "^22.22.2 || ^24.15.0 || >=26.0.0";

/** Whether a Node version such as `v24.21.0` satisfies `supportedRange`. */
export function isSupported(version) {
  const [major = 0, minor = 0, patch = 0] = version.replace(/^v/, "").split(".").map(Number);
  if (major >= 26) return true;
  if (major === 24) return minor >= 15;
  return major === 22 && (minor > 22 || (minor === 22 && patch >= 2));
}

/** Absolute path of the Node that npm installed with this package; undefined where there is none for the platform. */
export function bundledNode(platform = process.platform, arch = process.arch) {
  const name = platform === "win32" ? `node-win-${arch}` : `node-${platform}-${arch}`;
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    const file = join(folder, "bin", platform === "win32" ? "node.exe" : "node");
    return existsSync(file) ? file : undefined;
  } catch (error) {
    if (error?.code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

/** The Node to run under, or the three lines (what, why, fix) to show when there is none. An empty `bundled` means none. */
export function chooseNode(bundled = bundledNode(), version = process.version, execPath = process.execPath) {
  if (bundled) return { node: bundled };
  if (isSupported(version)) return { node: execPath };
  return {
    problem: [
      `Deepwell cannot run under Node ${version}.`,
      `It needs Node ${supportedRange}, and npm has no Node package for ${process.platform}-${process.arch} to bring its own.`,
      "Install Node 24 from https://nodejs.org (or `nvm install 24`), then run the same command again.",
    ],
  };
}

/**
 * How Deepwell is run so that reading many documents takes hardly more memory than reading few: room of 16 MiB for
 * young objects instead of up to 64, and buffers from 64 KiB on that go back to the system when they are freed (glibc
 * otherwise keeps them, in pieces). Neither costs time that could be measured.
 */
export const memorySettings = {
  flags: ["--max-semi-space-size=16"],
  env: { MALLOC_MMAP_THRESHOLD_: "65536" },
};

/** Runs Deepwell's own program under `node`, in this process's terminal; answers its exit code. */
export function runDeepwell(node, args) {
  const { flags, env } = memorySettings;
  return runNode(node, [...flags, ...args], { env: { ...env, ...process.env } });
}

/**
 * Runs `node ...args` with this process's terminal and answers its exit code. Signals sent to this
 * process reach the child; the child alone decides when to stop.
 */
export function runNode(node, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { stdio: "inherit", ...options });
    const forward = (signal) => child.kill(signal);
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, forward);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}
