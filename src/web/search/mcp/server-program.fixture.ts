import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import process from "node:process";
import { createInterface } from "node:readline";

// A server of the Model Context Protocol on its standard streams: `node server-program.fixture.ts BEHAVIOUR [FILE]`.

const [behaviour = "library", file = ""] = process.argv.slice(2);

const documents = [
  { id: "a/1", title: "Cells", url: "https://example.org/cells", text: "Cells last a thousand cycles." },
  { id: "b", title: "Notes", url: "notes://b", text: "Private notes about cells." },
];

/** By the official package, which takes a while to load. */
async function serveLibrary(): Promise<void> {
  const { McpServer } = await import("@modelcontextprotocol/server");
  const { serveStdio } = await import("@modelcontextprotocol/server/stdio");
  const { z } = await import("zod");
  serveStdio(() => {
    const server = new McpServer({ name: "library", version: "1.0.0" });
    const text = (value: unknown) => ({ content: [{ type: "text" as const, text: JSON.stringify(value) }] });
    server.registerTool(
      "search",
      { description: "finds documents", inputSchema: z.object({ query: z.string() }) },
      async ({ query }) =>
        text({ results: documents.filter((each) => each.text.toLowerCase().includes(query)) }),
    );
    server.registerTool(
      "fetch",
      { description: "gives a document", inputSchema: z.object({ id: z.string() }) },
      async ({ id }) => text(documents.find((each) => each.id === id)),
    );
    return server;
  });
}

interface Request {
  readonly id?: number;
  readonly method: string;
}

const say = (message: object): void => {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
};

/** The least that is a server: it shakes hands and answers every call with one result of this title. */
function serveTitle(title: string, before: () => void = () => {}): void {
  const results = [{ id: "1", title, url: "https://example.org/1", text: title }];
  createInterface({ input: process.stdin }).on("line", (line) => {
    const { id, method } = JSON.parse(line) as Request;
    if (id === undefined) return;
    if (method === "initialize") {
      const serverInfo = { name: "least", version: "1" };
      say({ id, result: { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo } });
      return;
    }
    if (method === "tools/list") return say({ id, result: { tools: [] } });
    before();
    say({ id, result: { content: [{ type: "text", text: JSON.stringify({ results }) }] } });
  });
}

function die(): void {
  process.stderr.write(`out of coffee: ${process.env["COFFEE_KEY"]}\n`, () => process.exit(3));
}

const behaviours: Readonly<Record<string, () => unknown>> = {
  library: serveLibrary,
  calm: () => serveTitle("calm"),
  mute: () => void process.stdin.resume(),
  hang: () =>
    serveTitle("never", () => {
      process.stderr.write(`waiting for ${process.env["COFFEE_KEY"]}`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }),
  noisy: () =>
    serveTitle("calm", () => process.stdout.write('ready.\n{"jsonrpc": "2.0", "id"\n\n[]\n{"id": 7}\n')),
  dies: die,
  "dies-once": () =>
    serveTitle("risen", () => {
      if (existsSync(file)) return;
      writeFileSync(file, "died");
      process.exit(1);
    }),
  endless: () => serveTitle("never", () => process.stdout.write("x".repeat(300_000))),
  chatters: () =>
    serveTitle("never", () => {
      const params = { level: "info", data: "x".repeat(1_000) };
      for (let count = 0; count < 400; count += 1) say({ method: "notifications/message", params });
    }),
  environment: () => serveTitle(Object.keys(process.env).toSorted().join(" ")),
  parent() {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
    serveTitle(`${process.pid} ${child.pid}`);
  },
};

behaviours[behaviour]?.();
