import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readlinkSync } from "node:fs";
import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { insideFolder, insideWorkspace } from "./bubblewrap-arguments.ts";

/** What `inside/canary.sh` told, by name. */
export type CanarySong = ReadonlyMap<string, string>;

/** Things on the host that a sandbox must not reach, and a file in its workspace that it must. */
export interface Canary {
  /** For `inside/enter.sh`. */
  readonly arguments: readonly string[];
  /** For `bwrap`; must not arrive inside. */
  readonly environment: Readonly<Record<string, string>>;
  /** Tries the same from outside, where all of it has to be reached: what the canary cannot reach proves nothing. */
  singOutside(bash: string): Promise<CanarySong>;
  /** What is wrong with the sandbox that sang this; empty for one that holds. */
  problems(inside: CanarySong, outside: CanarySong): Promise<readonly string[]>;
  close(): Promise<void>;
}

const namespaces = ["user", "pid", "mnt", "net", "ipc", "uts"] as const;
const singMs = 15_000;

/** Sets out the secret, the allowed file and a listener on the host's loopback. */
export async function prepareCanary(workspace: string): Promise<Canary> {
  const token = () => randomBytes(16).toString("hex");
  const tokens = { allowed: token(), secret: token(), environment: token() };
  const folder = await mkdtemp(path.join(tmpdir(), "deepwell-canary-"));
  const secret = path.join(folder, "secret");
  const allowedName = `.canary-${token().slice(0, 8)}`;
  const allowed = path.join(workspace, allowedName);
  await writeFile(secret, tokens.secret);
  await writeFile(allowed, tokens.allowed, { flag: "wx" });
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on("error", () => {}).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? String(address.port) : "";
  const environment = { DEEPWELL_CANARY: tokens.environment };
  return {
    arguments: [`${insideWorkspace}/${allowedName}`, secret, port],
    environment,
    async singOutside(bash) {
      const script = path.join(insideFolder, "canary.sh");
      const fromInside = connections;
      const env = { PATH: "/usr/bin:/bin", ...environment };
      const { stdout } = await promisify(execFile)(bash, [script, allowed, secret, port], {
        env,
        timeout: singMs,
      });
      const song = readSong(stdout.split("\n"));
      await rm(`${secret}.written`, { force: true });
      const isHeard = connections > fromInside;
      connections = fromInside;
      return isHeard ? song : new Map([...song, ["host", ""]]);
    },
    async problems(inside, outside) {
      const isWritten = await access(`${secret}.written`).then(
        () => true,
        () => false,
      );
      return [
        ...controlProblems(outside, tokens),
        ...insideProblems(inside, tokens),
        ...(isWritten ? ["a file outside can be written"] : []),
        ...(connections > 0 ? ["the loopback of this machine can be reached"] : []),
      ];
    },
    async close() {
      server.close();
      await rm(folder, { recursive: true, force: true });
      await rm(allowed, { force: true });
    },
  };
}

/** The lines `canary NAME VALUE` among others. */
export function readSong(lines: readonly string[]): CanarySong {
  return new Map(
    lines.flatMap((line) => {
      const [, name = "", value = ""] = /^canary (\S+) ?(.*)$/.exec(line) ?? [];
      return name === "" ? [] : [[name, value] as const];
    }),
  );
}

interface Tokens {
  readonly allowed: string;
  readonly secret: string;
  readonly environment: string;
}

function controlProblems(song: CanarySong, tokens: Tokens): readonly string[] {
  const isWhole =
    song.get("allowed") === tokens.allowed &&
    song.get("secret") === tokens.secret &&
    song.get("environment") === tokens.environment &&
    song.get("written") === "yes" &&
    song.get("host") === "yes";
  return isWhole ? [] : ["the check itself does not work here: it cannot reach outside what it has to reach"];
}

function insideProblems(song: CanarySong, tokens: Tokens): readonly string[] {
  const values = [...song.values()].join("\n");
  const failed: readonly (readonly [boolean, string])[] = [
    [!song.has("end"), "it did not tell what it can reach"],
    [song.get("allowed") !== tokens.allowed, "the workspace cannot be read"],
    [values.includes(tokens.secret), "a file outside can be read"],
    [song.get("written") !== "", "a file outside can be written"],
    [song.get("host") !== "", "the loopback of this machine can be reached"],
    [values.includes(tokens.environment), "the environment of this process arrives inside"],
    [!/^0+$/.test(song.get("CapEff") ?? ""), "it has privileges"],
    [!/^0+$/.test(song.get("CapBnd") ?? ""), "it can gain privileges"],
    [song.get("NoNewPrivs") !== "1", "programs in it can gain privileges"],
    [song.get("Seccomp") !== "2", "its system calls are not filtered"],
    ...namespaces.map(
      (name) => [!hasOwnNamespace(song, name), `its ${name} namespace is not its own`] as const,
    ),
  ];
  return failed.flatMap(([isFailed, text]) => (isFailed ? [text] : []));
}

function hasOwnNamespace(song: CanarySong, name: string): boolean {
  const value = song.get(`namespace-${name}`) ?? "";
  return value.startsWith(`${name}:[`) && value !== readlinkSync(`/proc/self/ns/${name}`);
}
