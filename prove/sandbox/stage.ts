import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { hostname, networkInterfaces, tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { projectRoot } from "../../test/checks/project-files.ts";

/** What probes try to reach from inside, all of it real, on this machine. */
export interface Stage {
  /** A run directory: `journal.ndjson` and, made anew for each probe, `workspace`. */
  readonly run: string;
  /** Name and value of everything a script may use. */
  readonly variables: Readonly<Record<string, string>>;
  /** What has arrived at the listeners since this was last asked. */
  arrived(): number;
  /** A process of the host that is there to be found and killed. */
  victim(): Promise<ChildProcess>;
  close(): Promise<void>;
}

export async function setStage(): Promise<Stage> {
  const folder = mkdtempSync(path.join(tmpdir(), "deepwell-stage-"));
  const token = randomBytes(12).toString("hex");
  const run = path.join(folder, "run");
  const outside = path.join(folder, "outside");
  for (const each of [run, outside]) mkdirSync(each);
  writeFileSync(path.join(outside, "secret"), token);
  writeFileSync(path.join(run, "journal.ndjson"), token);
  // As a variable of this process: what is started in a sandbox must not see it.
  process.env["DEEPWELL_PROBE_SECRET"] = token;
  let arrivals = 0;
  const arrive = (): void => {
    arrivals += 1;
  };
  const tcp = await listen(createServer(answerAndClose(arrive)), { host: "0.0.0.0", port: 0 });
  const socketFile = path.join(outside, "service.sock");
  const service = await listen(createServer(answerAndClose(arrive)), { path: socketFile });
  const abstract = await listen(createServer(answerAndClose(arrive)), { path: `\0${token}` });
  const udp = createSocket("udp4", (message, from) => {
    arrive();
    udp.send(message, from.port, from.address);
  });
  udp.bind(0, "127.0.0.1");
  await once(udp, "listening");
  const victims: ChildProcess[] = [];
  return {
    run,
    variables: {
      TOKEN: token,
      SECRET: path.join(outside, "secret"),
      OUTSIDE: outside,
      RUN: run,
      TCP_PORT: String(portOf(tcp)),
      ADDRESS: ownAddress(),
      UDP_PORT: String(udp.address().port),
      SOCKET: socketFile,
      MARKER: `victim-${token}`,
      HOST: hostname(),
      PROJECT: projectRoot,
    },
    arrived() {
      const count = arrivals;
      arrivals = 0;
      return count;
    },
    async victim() {
      const child = spawn("sleep", ["86399"], { argv0: `victim-${token}`, stdio: "ignore" });
      await once(child, "spawn");
      victims.push(child);
      return child;
    },
    async close() {
      for (const child of victims) child.kill("SIGKILL");
      for (const server of [tcp, service, abstract]) server.close();
      udp.close();
      delete process.env["DEEPWELL_PROBE_SECRET"];
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function answerAndClose(arrive: () => void): (socket: Socket) => void {
  return (socket) => {
    arrive();
    socket.on("error", () => {}).end("hello\n");
  };
}

async function listen(
  server: Server,
  where: { host: string; port: number } | { path: string },
): Promise<Server> {
  server.listen(where);
  await once(server, "listening");
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** An address of this machine other than 127.0.0.1. */
function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === "IPv4" && !internal)?.address ?? "127.0.0.2";
}
