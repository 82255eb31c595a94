import { existsSync, lstatSync, readlinkSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { SandboxLimits } from "./limits.ts";

/** Where the run's workspace stands inside. */
export const insideWorkspace = "/workspace";

/** File descriptors of `bwrap` itself, in the order of its `stdio`. */
export const seccompDescriptor = 3;
export const informationDescriptor = 4;
/** Of the shell that becomes `bwrap`: never written to, it ends when this process does. `bwrap` itself has it no more. */
export const lifelineDescriptor = 5;

/** The scripts and settings that a sandbox starts with; `/etc/deepwell` inside. */
export const insideFolder = fileURLToPath(new URL("inside", import.meta.url));

/** Of `/etc`, only what programs need to start; nothing about the host's users or services. */
const systemSettings = [
  "alternatives",
  "ld.so.cache",
  "localtime",
  "mime.types",
  "magic",
  "python3",
  "terminfo",
];

export interface BubblewrapSetting {
  /** Absolute, no link. */
  readonly workspace: string;
  readonly limits: SandboxLimits;
  /** The way out for named hosts; none where absent. */
  readonly network?: NetworkSetting;
}

export interface NetworkSetting {
  /** The socket of a `HostProxy`. */
  readonly socket: string;
  /** The program that runs `inside/forward.mjs`. */
  readonly node: string;
}

/** Where the way out is inside, and the port that joins it with what programs take for a proxy. */
const insideNetwork = { socket: "/run/network.sock", node: "/run/node", port: 3128 };

/**
 * The arguments of `bwrap` up to `--`: every namespace of its own, no capability, no privilege to gain, read-only
 * programs, and as the only place on disk that can be written, the workspace. Needs bubblewrap 0.8.
 */
export function bubblewrapArguments({ workspace, limits, network }: BubblewrapSetting): readonly string[] {
  const memory = (bytes: number, place: string) => ["--size", String(bytes), "--tmpfs", place];
  return [
    ["--unshare-user", "--uid", "1000", "--gid", "1000"],
    ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"],
    ["--cap-drop", "ALL", "--disable-userns", "--new-session", "--die-with-parent"],
    ["--seccomp", String(seccompDescriptor), "--info-fd", String(informationDescriptor)],
    ["--hostname", "sandbox", "--clearenv", ...environment()],
    ["--ro-bind", "/usr", "/usr", ...["bin", "lib", "lib64", "sbin"].flatMap(systemFolder)],
    systemSettings.flatMap((name) => ["--ro-bind-try", `/etc/${name}`, `/etc/${name}`]),
    ["--ro-bind", insideFolder, "/etc/deepwell"],
    ["passwd", "group"].flatMap((name) => ["--ro-bind", path.join(insideFolder, name), `/etc/${name}`]),
    ["--proc", "/proc", "--remount-ro", "/proc"],
    ["--dev", "/dev", ...memory(limits.temporaryBytes, "/dev/shm"), "--remount-ro", "/dev"],
    memory(limits.temporaryBytes, "/tmp"),
    ["--bind", workspace, insideWorkspace, "--chdir", insideWorkspace],
    network === undefined ? [] : networkArguments(network),
    ["--remount-ro", "/"],
  ].flat();
}

/** The network namespace stays empty but for its own loopback: a socket of the file system is all that leads out. */
function networkArguments({ socket, node }: NetworkSetting): readonly string[] {
  const { port } = insideNetwork;
  const names = ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"];
  const forward = `${insideNetwork.node} /etc/deepwell/forward.mjs ${insideNetwork.socket} ${port}`;
  return [
    ["--bind", socket, insideNetwork.socket, "--ro-bind", node, insideNetwork.node],
    names.flatMap((name) => ["--setenv", name, `http://127.0.0.1:${port}`]),
    ["--setenv", "DEEPWELL_FORWARD", forward],
  ].flat();
}

function environment(): readonly string[] {
  const values = {
    PATH: "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
    HOME: "/tmp",
    USER: "agent",
    SHELL: "/bin/bash",
    LANG: "C.UTF-8",
    PYTHONDONTWRITEBYTECODE: "1",
  };
  return Object.entries(values).flatMap(([name, value]) => ["--setenv", name, value]);
}

/** `/bin` and its like are links into `/usr` on most systems, and folders on some. */
function systemFolder(name: string): readonly string[] {
  const folder = `/${name}`;
  if (!existsSync(folder)) return [];
  return lstatSync(folder).isSymbolicLink()
    ? ["--symlink", readlinkSync(folder), folder]
    : ["--ro-bind", folder, folder];
}
