import type {
  TerminalOutcome,
  TerminalOutput,
  TerminalRequest,
  TerminalView,
} from "../../agent/terminals.ts";
import type { ToolResult } from "../../agent/tool.ts";
import { present } from "../../core/present.ts";

/** Characters of an output that are shown from its beginning and from its end. */
const headLength = 4_000;
const tailLength = 8_000;
const longestScreen = 16_000;

/** A terminal as the policy sees it: the output of a command that is over, the screen of one that is not. */
export function renderOutcome(outcome: TerminalOutcome, request: TerminalRequest): ToolResult {
  if (outcome.type === "refused") return { content: outcome.why, isError: true };
  const data = {
    type: "shell",
    session: request.terminal,
    state: { ...outcome.state },
    ...present({ file: outcome.output?.file }),
  };
  return { content: [headline(outcome, request), body(outcome, request)].filter(Boolean).join("\n"), data };
}

function headline(
  { state, isReached, output }: TerminalView,
  { action, terminal, wait }: TerminalRequest,
): string {
  if (action.type === "kill") return `Session ${terminal} and everything in it was ended.`;
  if (state.type === "prompt") return `exit code ${state.exitCode}`;
  if (state.type === "ended") {
    const code = state.exitCode === undefined ? "" : ` with exit code ${state.exitCode}`;
    return `The shell of ${terminal} is over${code}; run starts a new one.`;
  }
  const seconds = Math.round(wait.timeoutMs / 1000);
  const late = isReached || seconds === 0 ? "" : ` after ${seconds} s`;
  const kept = output === undefined ? "" : ` Output so far: ${output.file}`;
  return `Still running in ${terminal}${late}: wait, send or interrupt.${kept}`;
}

function body({ state, output, screen }: TerminalView, { action }: TerminalRequest): string {
  if (action.type === "kill") return "";
  if (action.type === "run" && state.type !== "running" && output !== undefined) return shortened(output);
  return `[screen]\n${screen.length > longestScreen ? `…${screen.slice(-longestScreen)}` : screen}`;
}

/** The whole output, or its beginning and end at line breaks, and where the rest is. */
function shortened({ text, file, isCut }: TerminalOutput): string {
  const cut = isCut ? "; the command wrote more than was kept" : "";
  if (text.length <= headLength + tailLength) {
    return text === "" ? "[no output]" : `${text}${isCut ? `\n[${file}${cut}]` : ""}`;
  }
  const head = text.slice(0, text.lastIndexOf("\n", headLength) + 1 || headLength);
  const tailStart = text.indexOf("\n", text.length - tailLength) + 1 || text.length - tailLength;
  const left = Buffer.byteLength(text.slice(head.length, tailStart));
  return `${head}[… ${left} bytes left out; all ${Buffer.byteLength(text)} are in ${file}${cut} …]\n${text.slice(tailStart)}`;
}
