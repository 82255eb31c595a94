// Plain JavaScript without dependencies: it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * Debian packages that tests (never the product's main job) need, each with how to see that it is there
 * and why it is needed.
 */
export const systemPackages = [
  { name: "chromium", command: "chromium", why: "opens the HTML report as a reader would" },
  { name: "fonts-noto-cjk", file: "/usr/share/fonts/opentype/noto", why: "Chinese text in the browser" },
  {
    name: "tmux",
    command: "tmux",
    why: "the live view is watched in a real terminal; the shell tool runs in it",
  },
  { name: "bubblewrap", command: "bwrap", why: "the sandbox of the shell tool" },
  { name: "tesseract-ocr", command: "tesseract", why: "text in pictures is read" },
  {
    name: "tesseract-ocr-chi-sim",
    file: "/usr/share/tesseract-ocr/5/tessdata/chi_sim.traineddata",
    why: "Chinese text in pictures is read",
  },
];

function hasCommand(command) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, command)));
}

/** The packages of `systemPackages` that this machine lacks. */
export function missingSystemPackages() {
  return systemPackages.filter((item) =>
    item.command === undefined ? !existsSync(item.file) : !hasCommand(item.command),
  );
}

function canInstall() {
  const release = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  return process.getuid?.() === 0 && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(release);
}

/**
 * Installs what is missing where this process may (root on Debian); else says the exact command. Never
 * fails: the tests that need an absent package are skipped and say so.
 */
export function ensureSystemPackages(say) {
  const missing = missingSystemPackages();
  if (missing.length === 0) return;
  const names = missing.map((item) => item.name);
  if (!canInstall()) {
    say(`missing system packages, tests that need them are skipped: ${names.join(" ")}`);
    for (const item of missing) say(`  ${item.name}: ${item.why}`);
    say(
      `to install them: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(" ")}`,
    );
    return;
  }
  say(`installing system packages: ${names.join(" ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { stdio: ["ignore", "ignore", "inherit"], env };
  const wait = ["-o", "DPkg::Lock::Timeout=600", "-q"];
  spawnSync("apt-get", [...wait, "update"], options);
  const { status } = spawnSync(
    "apt-get",
    [...wait, "install", "-y", "--no-install-recommends", ...names],
    options,
  );
  if (status !== 0) say(`apt-get install failed (${status}); tests that need these packages are skipped`);
}
