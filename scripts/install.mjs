// Plain JavaScript without dependencies: it installs the dependencies.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

/**
 * What stands in `node_modules` against package-lock.json: `undefined` when they agree, else the reason
 * to install. npm's own record of what it put there is compared, so a hand-made `npm install` counts.
 */
export function installReason(root) {
  const lock = readJson(join(root, "package-lock.json"));
  const installed = readJson(join(root, "node_modules", ".package-lock.json"));
  if (installed === undefined) return "no packages are installed yet";
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === "") continue;
    const version = installed.packages[path]?.version;
    // An optional package may be for another platform; a wrong version of it is still a reason.
    if (version === undefined && entry.optional === true) continue;
    if (version !== entry.version) return `${path.replace(/^node_modules\//, "")} is not ${entry.version}`;
    if (!existsSync(join(root, path))) return `${path} is gone`;
  }
  return undefined;
}

/** PATH without this package's own binaries: the Node in there is about to be replaced. */
function outerPath(root) {
  const own = join(root, "node_modules", ".bin");
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter((entry) => entry !== own)
    .join(delimiter);
}

function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, options);
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(code ?? `stopped by ${signal}`));
  });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error?.code === "EPERM";
  }
}

/** Takes the folder's install lock, or answers false while another living process holds it. */
function takeLock(lock) {
  try {
    mkdirSync(lock, { recursive: false });
  } catch (error) {
    if (error?.code !== "EEXIST") throw error;
    const holder = Number(readFileSync(join(lock, "pid"), { encoding: "utf8", flag: "a+" }));
    const young = Date.now() - statSync(lock).mtimeMs < 10_000;
    if (holder > 0 ? isAlive(holder) : young) return false;
    rmSync(lock, { recursive: true, force: true });
    return takeLock(lock);
  }
  writeFileSync(join(lock, "pid"), String(process.pid));
  return true;
}

/**
 * Makes `node_modules` agree with package-lock.json, with `npm ci` where it does not. Only one process of a
 * checkout installs at a time; the others wait for it. `say` gets one line per thing worth knowing.
 * Throws an Error whose message says what to do when npm fails.
 */
export async function ensurePackages(root, say) {
  if (installReason(root) === undefined) return;
  mkdirSync(join(root, ".deepwell"), { recursive: true });
  const lock = join(root, ".deepwell", "install.lock");
  let isWaiting = false;
  while (!takeLock(lock)) {
    if (!isWaiting) say("another process is installing; waiting for it");
    isWaiting = true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  try {
    const reason = installReason(root);
    if (reason === undefined) return;
    await install(root, reason, say);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

async function install(root, reason, say) {
  say(`installing packages with npm ci (${reason}); this takes about a minute the first time`);
  const started = Date.now();
  const code = await run("npm", ["ci", "--loglevel=error", "--no-audit", "--no-fund"], {
    cwd: root,
    // npm writes its summary to stdout; stdout belongs to the report.
    stdio: ["ignore", process.stderr, process.stderr],
    env: { ...process.env, PATH: outerPath(root) },
    shell: process.platform === "win32",
  });
  if (code !== 0) {
    throw new Error(
      [
        `The packages could not be installed (npm ci: ${code}).`,
        "npm's own message stands above; most often the registry cannot be reached.",
        "Check the network and `npm config get registry`, then run the same command again.",
      ].join("\n"),
    );
  }
  say(`packages installed in ${Math.round((Date.now() - started) / 1000)} s`);
}
