import { z } from "zod";
import type { TerminalAction, TerminalRequest, Terminals, TerminalWait } from "../../agent/terminals.ts";
import { type AnyTool, defineTool } from "../../agent/tool.ts";
import { renderOutcome } from "./render-outcome.ts";

const input = z.object({
  action: z.enum(["run", "send", "wait", "screen", "interrupt", "kill"]),
  session: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,19}$/, "lower-case letters, digits and dashes")
    .default("main")
    .describe("name of the terminal; opened when there is none"),
  command: z.string().trim().min(1).max(100_000).optional().describe("run: a command or script for bash"),
  text: z.string().max(20_000).default("").describe("send: what to type; a line break is Enter"),
  keys: z
    .array(
      z.string().regex(/^(?:[CMS]-)*(?:[a-z0-9]|[A-Z][A-Za-z0-9]*)$/, "a key such as Enter, C-c, Up or F1"),
    )
    .max(50)
    .default([])
    .describe("send: keys pressed behind the text: Enter, Escape, Tab, Up, PageDown, C-c, C-d …"),
  until: z.string().trim().min(1).max(500).optional().describe("return as soon as this text comes"),
  quiet: z.coerce
    .number()
    .min(0.1)
    .max(60)
    .optional()
    .describe("return when nothing has changed for so many seconds"),
  timeout: z.coerce
    .number()
    .min(1)
    .max(100)
    .default(30)
    .describe("return after so many seconds at the latest"),
  lines: z.coerce.number().int().min(0).max(1000).default(0).describe("screen: lines above the screen"),
});

type Call = z.infer<typeof input>;

function networkLine(hosts: readonly string[]): string {
  if (hosts.length === 0) return "There is no network";
  return `Of the network only ${hosts.join(", ")} can be reached, through the proxy that http_proxy names`;
}

const describe = (
  hosts: readonly string[],
): string => `Runs commands in a sandboxed Linux terminal: calculations (python3, bc, awk), text and data work on files of the workspace.
${networkLine(hosts)}, and only /workspace (the workspace of \`file\`) and /tmp can be written. Sessions keep their folder, variables and programs from call to call.
- run: a command or a whole script; returns its output and exit code when it is over, or the screen when the time is; the command then goes on
- send: types text and presses keys, for programs that ask (python3, less, vim); give quiet or until to see the reaction
- wait: until the command is over, or until/quiet; screen: what the terminal shows now
- interrupt: Ctrl-C; kill: ends the session with everything in it
Long output is shown in part; its file holds all of it, for \`file\` read.`;

/** Terminals for the agent (paper §4.3), in whatever sandbox stands behind `terminals`; `hosts` are all it reaches. */
export function shell(terminals: Terminals, hosts: readonly string[] = []): AnyTool {
  return defineTool({
    name: "shell",
    description: describe(hosts),
    input,
    parallel: false,
    run: async (call, context) => {
      if (call.action === "run" && call.command === undefined) {
        return { content: "run needs a command, so nothing was done.", isError: true };
      }
      const request = requestOf(call);
      return renderOutcome(await terminals.act(request, context.signal), request);
    },
  });
}

function requestOf(call: Call): TerminalRequest {
  const action = actionOf(call);
  return {
    terminal: call.session,
    action,
    scrollback: call.lines,
    wait: { until: untilOf(call), timeoutMs: call.action === "screen" ? 0 : call.timeout * 1000 },
  };
}

function actionOf({ action, command = "", text, keys }: Call): TerminalAction {
  switch (action) {
    case "run":
      return { type: "run", command };
    case "send":
      return { type: "send", text, keys };
    case "interrupt":
      return { type: "send", text: "", keys: ["C-c"] };
    case "kill":
      return { type: "kill" };
    case "wait":
    case "screen":
      return { type: "look" };
    default:
      return action satisfies never;
  }
}

/** What was typed into a program has no end to wait for: a short quiet is its answer. */
const reactionMs = 700;

function untilOf({ action, until, quiet }: Call): TerminalWait["until"] {
  if (until !== undefined) return { type: "text", text: until };
  if (quiet !== undefined) return { type: "quiet", quietMs: quiet * 1000 };
  return action === "send" || action === "interrupt"
    ? { type: "quiet", quietMs: reactionMs }
    : { type: "end" };
}
