import { createInterface } from "node:readline/promises";
import type { Approval } from "../agent/approval.ts";
import type { Messages } from "./messages.ts";
import { singleLine } from "./progress/fit-text.ts";
import type { Progress } from "./progress/progress.ts";

const longestInput = 2_000;
const yes = /^\s*(?:y|yes|是|允许)\s*$/i;

export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/**
 * Asks whoever sits at the terminal for each call of these tools; only a yes is one. Where input or output is no terminal,
 * there is nobody to ask.
 */
export function askPerson(
  tools: readonly string[],
  {
    messages,
    progress,
    terminal,
  }: {
    readonly messages: Messages;
    readonly progress: Progress;
    readonly terminal: Terminal;
  },
): Approval {
  const { input, output } = terminal;
  if (!input.isTTY || !output.isTTY) return { tools };
  return {
    tools,
    ask: (request, signal) =>
      progress.aside(async () => {
        // Without readline's own terminal mode, Ctrl-C stays the signal it is everywhere else.
        const lines = createInterface({ input, output, terminal: false });
        try {
          const shown = singleLine(JSON.stringify(request.input)).slice(0, longestInput);
          return yes.test(await lines.question(messages.mayCall(request.toolName, shown), { signal }));
        } finally {
          lines.close();
        }
      }),
  };
}
