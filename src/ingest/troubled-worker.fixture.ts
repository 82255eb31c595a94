import path from "node:path";
import { parentPort } from "node:worker_threads";
import type { ParsedFile, ParseRequest } from "./parse-pool.ts";

const kept: unknown[] = [];

/** A parser that does what the name of the file says, as a real one might with a file made to harm it. */
parentPort?.on("message", (request: ParseRequest) => {
  const name = path.basename(request.path);
  if (name.startsWith("hang")) for (;;) Math.random();
  if (name.startsWith("heap")) for (;;) kept.push(Array.from({ length: 10_000 }, () => ({})));
  if (name.startsWith("buffers"))
    for (let count = 0; ; count += 1) kept.push(new Uint8Array(1 << 20).fill(count));
  if (name.startsWith("exit")) process.exit(3);
  const message = `saw ${name}`;
  const answer: ParsedFile = { outcome: { type: "failure", code: "UNSUPPORTED", message } };
  parentPort?.postMessage(answer);
  if (name.startsWith("late")) {
    setTimeout(() => {
      throw new Error("after the answer");
    }, 1);
  }
});
