import { chown, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import type { Browser } from "playwright-core";
import { withDeadline } from "../../core/abort.ts";
import { errorMessage } from "../../core/errors.ts";
import { chromiumArguments } from "./chromium-arguments.ts";
import { type BrowserRefusal, droppingArguments, type FoundChromium } from "./find-chromium.ts";

export interface RunningChromium {
  readonly type: "running";
  readonly browser: Browser;
  /** Ends every process of it and removes its profile. Idempotent. */
  close(): Promise<void>;
}

export type LaunchOutcome = RunningChromium | ({ readonly type: "refused" } & BrowserRefusal);

export interface LaunchOptions {
  readonly found: FoundChromium;
  readonly proxyPort: number;
  readonly signal: AbortSignal;
}

const launchMs = 45_000;
/** The launcher ends what does not start in time by itself. */
const graceMs = 5_000;
const sandboxFix =
  "run Deepwell as a user without rights on a Linux with user namespaces; deepwell doctor tells more";

/**
 * Starts Chromium with an empty profile and proves that its sandbox is on by what it says of itself; one that does not
 * say so is ended. It ends with this process, however that ends: its pipe breaks, and as root the kernel kills it.
 */
export async function launchChromium({ found, proxyPort, signal }: LaunchOptions): Promise<LaunchOutcome> {
  const home = await mkdtemp(path.join(tmpdir(), "deepwell-browser-"));
  const removeHome = (): Promise<void> => rm(home, { recursive: true, force: true, maxRetries: 3 });
  try {
    const browser = await start(found, { home, proxyPort, signal });
    const close = async (): Promise<void> => {
      await browser.close();
      await removeHome();
    };
    if (await isSandboxed(browser, signal)) return { type: "running", browser, close };
    await close();
    return { type: "refused", why: "the browser does not say that its sandbox is on", fix: sandboxFix };
  } catch (error) {
    await removeHome();
    signal.throwIfAborted();
    return { type: "refused", why: `Chromium did not start: ${firstLine(error)}`, fix: sandboxFix };
  }
}

async function start(
  { executable, drop }: FoundChromium,
  { home, proxyPort, signal }: Omit<LaunchOptions, "found"> & { readonly home: string },
): Promise<Browser> {
  const profile = path.join(home, "profile");
  const downloads = path.join(home, "downloads");
  for (const folder of [profile, downloads]) await mkdir(folder, { mode: 0o700 });
  if (drop !== undefined)
    for (const folder of [home, profile, downloads]) await chown(folder, drop.userId, drop.userId);
  const flags = chromiumArguments({ profile, proxyPort });
  // Seven megabytes of code that most runs never need.
  const { chromium } = await import("playwright-core");
  const launching = chromium.launch({
    executablePath: drop === undefined ? executable : drop.setpriv,
    // Every flag is ours: what a library adds could be the sandbox switched off.
    ignoreDefaultArgs: true,
    args: drop === undefined ? [...flags] : [...droppingArguments(drop.userId), "--", executable, ...flags],
    env: environmentOf(home),
    downloadsPath: downloads,
    timeout: launchMs,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const launched = await withDeadline(() => launching, { timeoutMs: launchMs + graceMs, signal });
  if (launched.type === "value") return launched.value;
  // It may come up all the same, and nobody waits for it any more.
  launching.then((late) => late.close()).catch(() => undefined);
  signal.throwIfAborted();
  throw new Error(`it did not start within ${launchMs / 1000} s`);
}

/** Nothing of this process's own environment. */
function environmentOf(home: string): Record<string, string> {
  const folders = { HOME: home, TMPDIR: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
  return { ...folders, PATH: "/usr/bin:/bin", LANG: "C.UTF-8" };
}

/** Asks the browser itself; the words are those of chrome://sandbox, which only Linux has and only Linux needs. */
async function isSandboxed(browser: Browser, signal: AbortSignal): Promise<boolean> {
  if (process.platform !== "linux") return true;
  const asked = await withDeadline(
    async () => {
      const page = await browser.newPage();
      await page.goto("chrome://sandbox");
      const text = await page.innerText("body");
      await page.context().close();
      return /^You are adequately sandboxed\.$/m.test(text);
    },
    { timeoutMs: launchMs, signal },
  );
  return asked.type === "value" && asked.value;
}

/** The line of a failed start that says why; most of what Chromium writes then is about other things. */
function firstLine(error: unknown): string {
  const lines = errorMessage(error).split("\n");
  const telling = lines.find(
    (line) => /sandbox|shared librar|FATAL|No such file/i.test(line) && !/dbus/.test(line),
  );
  return (telling ?? lines[0] ?? "").trim().slice(0, 300);
}
