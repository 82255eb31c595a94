import { setTimeout as pause } from "node:timers/promises";
import type { TerminalState } from "../../agent/terminals.ts";
import type { ControlChannel } from "./control-channel.ts";

/** What one look at a terminal shows. */
export interface TerminalLook {
  readonly state: TerminalState;
  /** How often its shell has given a prompt; a command is over when this has grown. */
  readonly prompts: number;
  readonly screen: string;
}

/** One terminal of a tmux server. Every answer is undefined when the server is gone. */
export interface Terminal {
  look(scrollback?: number): Promise<TerminalLook | undefined>;
  type(text: string): Promise<void>;
  press(keys: readonly string[]): Promise<boolean>;
  /** Gives what it writes from now on to a command of bash as well; to none when absent. */
  pipe(command?: string): Promise<void>;
  /** Starts a new shell in place of one that is over. */
  respawn(): Promise<void>;
  kill(): Promise<void>;
}

const screenSize = "-x 120 -y 40";
const stateFormat = "#{pane_dead}|#{pane_dead_status}|#{pane_dead_signal}|#{pane_title}";
/** tmux sees that a shell is over a moment before it knows how it ended. */
const exitCodeTries = 75;
const exitCodePauseMs = 20;
/** tmux now and then misses that a child ended; with the end of another one it collects both. */
const nudgeEvery = 5;

/** A terminal by its name, made where there is none. The name is letters, digits and dashes. */
export async function openTerminal(channel: ControlChannel, name: string): Promise<Terminal> {
  const target = `-t =${name}:`;
  const known = await channel.command(`has-session ${target}`);
  if (known?.isOk === false) await channel.command(`new-session -d -s ${name} ${screenSize}`);
  return {
    async look(scrollback = 0) {
      const state = await readState(
        () => channel.command(`display-message -p ${target} '${stateFormat}'`),
        () => channel.command("run-shell -b true"),
      );
      const from = scrollback === 0 ? "" : `-S -${scrollback}`;
      const screen = await channel.command(`capture-pane -p -J ${from} ${target}`);
      if (state === undefined || screen?.isOk !== true) return undefined;
      return {
        ...state,
        screen: screen.lines
          .map((line) => line.trimEnd())
          .join("\n")
          .trimEnd(),
      };
    },
    async type(text) {
      for (const bytes of hexadecimal(text.replaceAll("\n", "\r")))
        await channel.command(`send-keys ${target} -H ${bytes}`);
    },
    async press(keys) {
      if (keys.length === 0) return true;
      return (await channel.command(`send-keys ${target} ${keys.join(" ")}`))?.isOk === true;
    },
    async pipe(command) {
      await channel.command(
        `pipe-pane ${target}${command === undefined ? "" : ` "exec bash -c '${command}'"`}`,
      );
    },
    async respawn() {
      await channel.command(`respawn-pane ${target}`);
    },
    async kill() {
      await channel.command(`run-shell ${target} 'bash /etc/deepwell/kill-terminal.sh #{pane_pid}'`);
      await channel.command(`kill-session ${target}`);
    },
  };
}

type Shown = Pick<TerminalLook, "state" | "prompts">;

/** Undefined where the terminal is gone. */
async function readState(
  ask: () => ReturnType<ControlChannel["command"]>,
  nudge: () => Promise<unknown>,
): Promise<Shown | undefined> {
  for (let tries = 1; ; tries++) {
    const answer = await ask();
    if (answer?.isOk !== true) return undefined;
    const { isEndKnown, ...shown } = parseState(answer.lines[0] ?? "");
    if (isEndKnown || tries === exitCodeTries) return shown;
    if (tries % nudgeEvery === 0) await nudge();
    await pause(exitCodePauseMs);
  }
}

/** `isEndKnown`: it is not over, or it is known with which exit code or, without one, by which signal it ended. */
function parseState(line: string): Shown & { readonly isEndKnown: boolean } {
  const [isDead, status = "", deathSignal = "", title = ""] = line.split("|");
  const prompt = /^deepwell prompt (\d+) (\d+)$/.exec(title);
  const prompts = Number(prompt?.[2] ?? 0);
  if (isDead === "1") {
    const exitCode = status === "" ? {} : { exitCode: Number(status) };
    return {
      state: { type: "ended", ...exitCode },
      prompts,
      isEndKnown: status !== "" || deathSignal !== "",
    };
  }
  if (prompt === null) return { state: { type: "running" }, prompts, isEndKnown: true };
  return { state: { type: "prompt", exitCode: Number(prompt[1]) }, prompts, isEndKnown: true };
}

/** The bytes of a text as tmux takes them literally, a few hundred in one line. */
function hexadecimal(text: string): readonly string[] {
  const bytes = Array.from(Buffer.from(text), (byte) => byte.toString(16).padStart(2, "0"));
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; start += 400)
    lines.push(bytes.slice(start, start + 400).join(" "));
  return lines;
}
