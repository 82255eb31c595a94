import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { verifies } from "../../../test/promises.ts";
import { clientFor, startRawSite, untilDone } from "../loopback-site.fixture.ts";
import type { FetchOutcome } from "./fetch-outcome.ts";

/** How a server goes on that has begun an answer: not at all, or with a byte now and then for ever. */
type Pace = "stall" | "drip";

const dripMs = 10;

function goOn(socket: Socket, pace: Pace, byte: string): void {
  if (pace === "stall") return;
  const timer = setInterval(() => socket.write(byte), dripMs);
  socket.on("close", () => clearInterval(timer));
}

const head = (lines: readonly string[]): string => `HTTP/1.1 ${lines.join("\r\n")}\r\n\r\n`;
const body = "<p>snow</p>";
/** The header of a gzip file and of a stored block of 60,000 bytes. */
const packed = Buffer.from("1f8b08000000000000030060ea9f15", "hex").toString("latin1");

interface Phase {
  readonly name: string;
  readonly byte: string;
  /** What is sent at once; `path` is what was asked for. */
  readonly begin: (path: string) => string;
  /** Whether robots.txt is answered at once. */
  readonly hasRobots?: boolean;
  readonly protocol?: "https";
}

const phases: readonly Phase[] = [
  { name: "TLS handshake", byte: "a", begin: () => "\u0016\u0003\u0003\u0040\u0000", protocol: "https" },
  { name: "robots.txt", byte: "a", begin: () => head(["200 OK", "content-length: 9999"]), hasRobots: false },
  { name: "status line", byte: "a", begin: () => "HTTP/1.1 200 " },
  { name: "headers", byte: "a", begin: () => "HTTP/1.1 200 OK\r\nx-a: " },
  { name: "interim answers", byte: head(["102 Processing"]), begin: () => head(["102 Processing"]) },
  {
    name: "body of a known length",
    byte: "a",
    begin: () => head(["200 OK", "content-length: 99999"]) + body,
  },
  { name: "body without a length", byte: "a", begin: () => head(["200 OK", "connection: close"]) + body },
  { name: "chunks", byte: "1\r\na\r\n", begin: () => head(["200 OK", "transfer-encoding: chunked"]) },
  {
    name: "packed body",
    byte: "a",
    begin: () => head(["200 OK", "content-encoding: gzip", "content-length: 99999"]) + packed,
  },
  {
    name: "page behind a redirect",
    byte: "a",
    begin: (path) =>
      path === "/next"
        ? head(["200 OK", "content-length: 99999"])
        : head(["302 Found", "location: /next", "content-length: 0"]),
  },
];

function talk(phase: Phase, pace: Pace): (socket: Socket) => void {
  return (socket) => {
    socket.on("data", (data) => {
      const path = / (\S+) HTTP/.exec(data.toString("latin1"))?.[1] ?? "";
      if (path === "/robots.txt" && phase.hasRobots !== false) {
        socket.write(head(["404 Not Found", "content-length: 0"]));
        return;
      }
      const begun = phase.begin(path);
      socket.write(begun, "latin1");
      if (!begun.includes("location:")) goOn(socket, pace, phase.byte);
    });
  };
}

/** Waits for the fetch, but not beyond the grace that a deadline has; timers of one process are late together. */
async function within(fetched: Promise<FetchOutcome>, deadlineMs: number): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("late"), deadlineMs + 200);
  });
  const ended = fetched.then((outcome) => (outcome.type === "failure" ? outcome.code : outcome.type));
  return Promise.race([ended, late]).finally(() => clearTimeout(timer));
}

const deadlines = [60, 150, 300];

for (const pace of ["stall", "drip"] as const) {
  test(`a server that ${pace}s in any phase is left at the deadline ${verifies("fetch.slow")}`, async () => {
    const results = await Promise.all(
      phases.flatMap((phase) =>
        deadlines.map(async (timeoutMs) => {
          const open = new Set<Socket>();
          const allClosed = Promise.withResolvers<string>();
          await using site = await startRawSite((socket) => {
            open.add(socket);
            socket.on("close", () => {
              open.delete(socket);
              if (open.size === 0) allClosed.resolve("closed");
            });
            talk(phase, pace)(socket);
          });
          await using client = clientFor([site]);
          const url = `${phase.protocol ?? "http"}://127.0.0.1:${site.port}/`;
          const ended = await within(client.fetchBytes({ url, timeoutMs }, untilDone), timeoutMs);
          await client.close();
          return [phase.name, timeoutMs, ended, await allClosed.promise];
        }),
      ),
    );
    expect(results).toHaveLength(30);
    expect(results.filter(([, , ended, sockets]) => ended !== "TIMEOUT" || sockets !== "closed")).toEqual([]);
  });
}

test(`the deadline also holds where no server is asked yet, or not any more ${verifies("fetch.slow")}`, async () => {
  await using busy = await startRawSite((socket) => {
    socket.on("data", (data) => {
      const isRobots = data.includes("/robots.txt");
      if (isRobots) socket.write(head(["404 Not Found", "content-length: 0"]));
    });
  });
  await using polite = await startRawSite((socket) => {
    socket.on("data", (data) => {
      const isRobots = data.includes("/robots.txt");
      const answer = isRobots ? ["404 Not Found"] : ["503 Busy", "retry-after: 1"];
      socket.write(head([...answer, "content-length: 0"]));
    });
  });
  await using stuck = clientFor([busy, polite], { resolve: () => new Promise(() => {}), hostConcurrency: 1 });
  const timeoutMs = 200;
  const ended = await Promise.all([
    within(stuck.fetchBytes({ url: "http://www.example.com/", timeoutMs }, untilDone), timeoutMs),
    ...[0, 1, 2].map((at) =>
      within(stuck.fetchBytes({ url: `${busy.origin}/${at}`, timeoutMs }, untilDone), timeoutMs),
    ),
    within(stuck.fetchJson({ url: busy.origin, timeoutMs }, untilDone).then(asOutcome), timeoutMs),
    within(stuck.fetchBytes({ url: polite.origin, timeoutMs }, untilDone), timeoutMs),
  ]);
  // A busy server's own answer comes back where there is no time to ask again.
  expect(ended).toEqual([...Array.from({ length: 5 }, () => "TIMEOUT"), "response"]);
});

function asOutcome(outcome: { readonly type: string; readonly code?: string }): FetchOutcome {
  if (outcome.type !== "failure") throw new Error("there was an answer");
  return outcome as FetchOutcome;
}
