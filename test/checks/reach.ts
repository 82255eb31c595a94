import type { ModuleSyntax } from "./source-syntax.ts";

const outwardModules = new Set(
  ["net", "http", "https", "http2", "tls", "dgram", "dns", "dns/promises", "child_process", "cluster"]
    .map((name) => `node:${name}`)
    .concat("undici"),
);
const outwardGlobals = new Set(["fetch", "WebSocket", "EventSource"]);
const outwardFolders = new Set(["web", "model", "run", "server", "cli"]);
const talkingFolders = new Set(["server", "cli"]);

/** Uses of sockets, child processes, the environment and the console where the architecture does not allow them. */
export function reachViolations(file: string, syntax: ModuleSyntax): readonly string[] {
  const folder = file.split("/")[1] ?? "";
  const problems: string[] = [];
  for (const specifier of syntax.imports) {
    if (outwardModules.has(specifier) && !outwardFolders.has(folder))
      problems.push(`${file} imports ${specifier}`);
  }
  for (const name of syntax.globals) {
    const isOutward = outwardGlobals.has(name) && !outwardFolders.has(folder);
    const isTalking = (name === "console" || name === "process.env") && !talkingFolders.has(folder);
    if (isOutward || isTalking) problems.push(`${file} uses ${name}`);
  }
  return problems;
}
