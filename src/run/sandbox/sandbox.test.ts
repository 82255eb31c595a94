import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  symlinkSync,
} from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { verifies } from "../../../test/promises.ts";
import { alteredBubblewrap, programsWith } from "./broken-setup.fixture.ts";
import { findPrograms } from "./find-programs.ts";
import { openSandbox, type SandboxOptions } from "./sandbox.ts";

const isReady = findPrograms().type === "found";
const root = mkdtempSync(path.join(tmpdir(), "deepwell-sandbox-"));
afterAll(() => rm(root, { recursive: true, force: true }));

let workspace = "";
let count = 0;
beforeEach(() => {
  workspace = path.join(root, `workspace-${count++}`);
  mkdirSync(workspace);
});

const open = (options: Partial<SandboxOptions> = {}) =>
  openSandbox({ workspace, signal: new AbortController().signal, ...options });

const bwrap = (script: string) => ({
  programFolders: programsWith(path.join(root, `programs-${count}`), { bwrap: script }),
});
const without = (...names: readonly (readonly [string, number])[]) =>
  bwrap(alteredBubblewrap({ without: Object.fromEntries(names) }));

interface BrokenSetup {
  readonly name: string;
  readonly make: () => Partial<SandboxOptions>;
  readonly why: RegExp;
  readonly fix?: RegExp;
}

const emptyFolder = () => path.join(root, "no-such-folder");

function linked(...names: readonly string[]): string {
  const folder = mkdtempSync(path.join(root, "linked-"));
  for (const name of names) symlinkSync(path.join("/usr/bin", name), path.join(folder, name));
  return folder;
}

const brokenSetups: readonly BrokenSetup[] = [
  {
    name: "nothing is installed",
    make: () => ({ programFolders: [emptyFolder()] }),
    why: /bwrap and tmux and bash are not installed/,
    fix: /^sudo apt-get install -y bubblewrap tmux bash$/,
  },
  {
    name: "only tmux is missing",
    make: () => ({ programFolders: [linked("bwrap", "bash")] }),
    why: /^tmux is not installed$/,
    fix: /^sudo apt-get install -y tmux$/,
  },
  {
    name: "bwrap can be changed by others",
    make: () => {
      const folder = linked("tmux", "bash");
      copyFileSync("/usr/bin/bwrap", path.join(folder, "bwrap"));
      chmodSync(path.join(folder, "bwrap"), 0o777);
      return { programFolders: [folder] };
    },
    why: /^bwrap is not installed$/,
  },
  {
    name: "user namespaces are refused",
    make: () => bwrap('echo "bwrap: No permissions to create new namespace" >&2; exit 1'),
    why: /No permissions to create new namespace/,
    fix: /namespaces|sysctl/,
  },
  {
    name: "bwrap is too old for what is asked of it",
    make: () => bwrap('echo "bwrap: Unknown option --disable-userns" >&2; exit 1'),
    why: /Unknown option/,
    fix: /0\.8/,
  },
  {
    name: "bwrap only runs what it is given",
    make: () => bwrap('while [ "$1" != -- ]; do shift; done; shift; exec "$@"'),
    why: /.+/,
  },
  {
    name: "bwrap only runs the canary, and not in a sandbox",
    make: () =>
      bwrap(
        `cd "${workspace}"; exec bash ${path.join(import.meta.dirname, "inside/canary.sh")} .canary* /tmp/deepwell-canary-*/secret 1`,
      ),
    why: /a file outside can be|privileges|workspace/,
  },
  {
    name: "bwrap shows the whole machine",
    make: () =>
      bwrap(
        alteredBubblewrap({
          without: { "--tmpfs": 1, "--size": 1, "--remount-ro": 1 },
          with: `--bind ${tmpdir()} ${tmpdir()}`,
        }),
      ),
    why: /a file outside can be read/,
  },
  { name: "the network is shared", make: () => without(["--unshare-net", 0]), why: /loopback|net namespace/ },
  { name: "the processes are shared", make: () => without(["--unshare-pid", 0]), why: /pid namespace/ },
  { name: "the environment is kept", make: () => without(["--clearenv", 0]), why: /environment/ },
  { name: "system calls are not filtered", make: () => without(["--seccomp", 1]), why: /not filtered/ },
  {
    name: "privileges are kept",
    make: () =>
      without(["--cap-drop", 1], ["--unshare-user", 0], ["--uid", 1], ["--gid", 1], ["--disable-userns", 0]),
    why: /privileges|user namespace|namespace|not permitted/i,
  },
  {
    name: "the workspace is a link",
    make: () => {
      const link = path.join(root, `link-${count}`);
      symlinkSync(workspace, link);
      return { workspace: link };
    },
    why: /not a folder of its own/,
    fix: /link/,
  },
  {
    name: "the workspace inside is another folder",
    make: () =>
      bwrap(alteredBubblewrap({ without: { "--bind": 2, "--chdir": 1 }, with: "--tmpfs /workspace" })),
    why: /workspace/,
  },
  { name: "the processor has no filter", make: () => ({ architecture: "riscv64" }), why: /riscv64/ },
  {
    name: "bwrap says what it likes",
    make: () => bwrap('printf "canary end\\n%%begin 1 1 1\\n"; cat >/dev/null'),
    why: /workspace cannot be read/,
  },
  {
    name: "the run is stopped while bwrap hangs",
    make: () => ({ ...bwrap("exec cat >/dev/null"), signal: AbortSignal.timeout(300) }),
    why: /stopped/,
  },
];

describe.skipIf(!isReady)(`a sandbox ${verifies("sandbox.on")}`, () => {
  it("opens where everything is in place, and leaves nothing behind", async () => {
    const outcome = await open();
    if (outcome.type === "refused") throw new Error(outcome.refusal.why);
    const reply = await outcome.sandbox.channel.command("display-message -p '#{session_name}'");
    expect(reply).toEqual({ isOk: true, lines: ["deepwell"] });
    await outcome.sandbox.close();
    expect(await outcome.sandbox.ended).toBeUndefined();
    expect(await outcome.sandbox.channel.command("list-sessions")).toBeUndefined();
    expect(readdirSync(workspace)).toEqual([]);
  });

  it.each(brokenSetups)("is refused, with why and what to do, where $name", async ({ make, why, fix }) => {
    const outcome = await open(make());
    if (outcome.type === "open") await outcome.sandbox.close();
    expect(outcome).toMatchObject({
      type: "refused",
      refusal: { why: expect.stringMatching(why), fix: expect.stringMatching(fix ?? /.+/) },
    });
    expect(existsSync(workspace) && readdirSync(workspace)).toEqual([]);
  });
});
