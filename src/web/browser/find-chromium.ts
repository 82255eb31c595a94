import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import process from "node:process";
import { promisify } from "node:util";
import { present } from "../../core/present.ts";

/** Why there is no browser, and what would help. */
export interface BrowserRefusal {
  readonly why: string;
  readonly fix: string;
}

/** How Chromium can be started here with its own sandbox on. */
export interface FoundChromium {
  readonly type: "found";
  readonly executable: string;
  /** Present where this process is root: `setpriv`, and an account that nothing else has. */
  readonly drop?: { readonly setpriv: string; readonly userId: number };
}

export type ChromiumSearch = FoundChromium | ({ readonly type: "missing" } & BrowserRefusal);

export interface FindChromiumOptions {
  /** Where the browser is looked for; the usual places of this platform unless given. */
  readonly executables?: readonly string[];
  /** Of this process; the real one unless given. */
  readonly userId?: number;
  readonly setpriv?: string;
}

/** The real binaries before their launchers: a launcher reads the environment and files of the system. */
const usualExecutables: Readonly<Record<string, readonly string[]>> = {
  linux: [
    "/usr/lib/chromium/chromium",
    "/usr/lib64/chromium-browser/chromium-browser",
    "/opt/google/chrome/chrome",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
  ],
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  ],
};

/** Accounts that systemd gives to services for their lifetime only: no file and no other program belongs to them. */
const transientUserIds = { from: 61_184, to: 65_519 };
const probeMs = 5_000;

/**
 * Looks for Chromium and for what its sandbox needs. Root never runs it: it is started as an account without rights,
 * which must be able to make user namespaces. There is no way to start it without its sandbox.
 */
export async function findChromium(options: FindChromiumOptions = {}): Promise<ChromiumSearch> {
  const { platform } = process;
  const executable = (options.executables ?? usualExecutables[platform] ?? []).find((file) =>
    existsSync(file),
  );
  if (executable === undefined) {
    const fix =
      platform === "linux" ? "sudo apt-get install -y chromium" : "install Google Chrome or Chromium";
    return { type: "missing", why: "there is no Chromium on this machine", fix };
  }
  const isRoot = (options.userId ?? process.getuid?.()) === 0;
  if (platform !== "linux") return { type: "found", executable };
  const setpriv = options.setpriv ?? "/usr/bin/setpriv";
  if (isRoot && !existsSync(setpriv)) {
    const why =
      "Deepwell runs as root, and setpriv, which would start the browser without its rights, is missing";
    return {
      type: "missing",
      why,
      fix: "sudo apt-get install -y util-linux, or run Deepwell as another user",
    };
  }
  const drop = isRoot
    ? { setpriv, userId: randomInt(transientUserIds.from, transientUserIds.to + 1) }
    : undefined;
  if (!(await canMakeNamespaces(drop)) && !existsSync("/usr/lib/chromium/chrome-sandbox")) {
    const why =
      "users without rights cannot make user namespaces here, which the browser's sandbox is made of";
    return { type: "missing", why, fix: namespaceFix };
  }
  return { type: "found", executable, ...present({ drop }) };
}

const namespaceFix =
  "sudo sysctl -w user.max_user_namespaces=15000 kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0 (those that exist); in a container: docker run --security-opt seccomp=unconfined";

async function canMakeNamespaces(drop: FoundChromium["drop"]): Promise<boolean> {
  const probe = ["/usr/bin/unshare", "--user", "--map-current-user", "--net", "/bin/true"];
  const command =
    drop === undefined ? probe : [drop.setpriv, ...droppingArguments(drop.userId), "--", ...probe];
  const [program = "", ...rest] = command;
  try {
    await promisify(execFile)(program, rest, { timeout: probeMs, env: {} });
    return true;
  } catch {
    return false;
  }
}

/** Arguments by which `setpriv` gives up all rights before it starts a program, and ends it with its parent. */
export function droppingArguments(userId: number): readonly string[] {
  return [`--reuid=${userId}`, `--regid=${userId}`, "--clear-groups", "--inh-caps=-all", "--pdeathsig=KILL"];
}
