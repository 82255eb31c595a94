import { readdir } from "node:fs/promises";
import path from "node:path";
import type { TerminalAction, TerminalOutcome, TerminalRequest, Terminals } from "../../agent/terminals.ts";
import { present } from "../../core/present.ts";
import {
  awaitTerminal,
  type Before,
  isOver,
  isShellReady,
  settleLog,
  type UsedTerminal,
} from "./await-terminal.ts";
import { commandLog, logFolder } from "./command-log.ts";
import { describeLimit } from "./describe-limit.ts";
import type { Exceeded } from "./measure.ts";
import type { SandboxRefusal } from "./refusal.ts";
import { openSandbox, type Sandbox, type SandboxOptions } from "./sandbox.ts";
import { openTerminal } from "./terminal.ts";

/** Terminals in a sandbox. A sandbox that was killed is opened again, and has to prove again, when it is next used. */
export interface SandboxTerminals extends Terminals {
  /** Ends everything that runs in them. Idempotent. */
  close(): Promise<void>;
}

export type TerminalsOutcome =
  | { readonly type: "open"; readonly terminals: SandboxTerminals }
  | { readonly type: "refused"; readonly refusal: SandboxRefusal };

const mostTerminals = 8;

/** A sandbox that is open, and its terminals by name. */
interface Room {
  readonly sandbox: Sandbox;
  readonly used: Map<string, UsedTerminal>;
  isGone: boolean;
}

/** Opens a sandbox for the workspace with terminals in it, or says why there is none. */
export async function openTerminals(options: SandboxOptions): Promise<TerminalsOutcome> {
  const first = await openSandbox(options);
  if (first.type === "refused") return first;
  let room = roomOf(first.sandbox);
  let isClosed = false;
  const terminals: SandboxTerminals = {
    async act(request, signal) {
      if (isClosed) return refused("The run is over.");
      if (room.isGone) {
        const again = await openSandbox(options);
        if (again.type === "refused") return refused(`There is no sandbox any more: ${again.refusal.why}.`);
        room = roomOf(again.sandbox);
      }
      return actIn(room, { request, signal, workspace: options.workspace });
    },
    async close() {
      isClosed = true;
      await leave(room);
    },
  };
  return { type: "open", terminals };
}

function roomOf(sandbox: Sandbox): Room {
  const room: Room = { sandbox, used: new Map(), isGone: false };
  void sandbox.ended.then(() => {
    room.isGone = true;
  });
  return room;
}

interface Acting {
  readonly request: TerminalRequest;
  readonly signal: AbortSignal;
  readonly workspace: string;
}

async function actIn(room: Room, acting: Acting): Promise<TerminalOutcome> {
  const outcome = await perform(room, acting);
  if (outcome !== undefined) return outcome;
  await leave(room);
  return refused(whyGone(await room.sandbox.ended));
}

/** Ends a sandbox; what its commands have written by then stays readable. */
async function leave(room: Room): Promise<void> {
  await room.sandbox.close();
  for (const used of room.used.values()) await keepOutput(used, true);
}

function whyGone(limit: Exceeded | undefined): string {
  const why = limit === undefined ? "It ended" : `It was stopped because it used ${describeLimit(limit)}`;
  return `The sandbox is gone. ${why}. Its terminals and programs are lost, files in the workspace are kept; the next call opens a new one.`;
}

/** Undefined when the sandbox is gone. */
async function perform(room: Room, acting: Acting): Promise<TerminalOutcome | undefined> {
  const { request, signal } = acting;
  const { terminal: name, action, wait, scrollback } = request;
  if (!room.used.has(name) && room.used.size >= mostTerminals) {
    return refused(
      `${mostTerminals} terminals are open; kill one first: ${[...room.used.keys()].join(", ")}.`,
    );
  }
  const used = await use(room, name);
  const first = await used?.terminal.look();
  if (used === undefined || first === undefined) return undefined;
  if (action.type === "kill") {
    await used.terminal.kill();
    await keepOutput(used, true);
    room.used.delete(name);
    return { type: "view", state: { type: "ended" }, isReached: true, screen: first.screen };
  }
  const before = await start(used, acting);
  if (typeof before !== "object") return before === undefined ? undefined : refused(before);
  const awaited = await awaitTerminal(used, { wait, before, signal });
  if (awaited === undefined) return undefined;
  await keepOutput(used, isOver(used, awaited.look));
  const shown = scrollback === 0 ? awaited.look : await used.terminal.look(scrollback);
  return {
    type: "view",
    state: isOver(used, awaited.look) ? awaited.look.state : { type: "running" },
    isReached: awaited.isReached,
    screen: (shown ?? awaited.look).screen,
    ...present({ output: used.output }),
  };
}

async function use(room: Room, name: string): Promise<UsedTerminal | undefined> {
  const known = room.used.get(name);
  if (known !== undefined) return known;
  const terminal = await openTerminal(room.sandbox.channel, name);
  if (!(await isShellReady(terminal))) return undefined;
  const used: UsedTerminal = { terminal, promptsBefore: 0 };
  room.used.set(name, used);
  return used;
}

/** Starts what is asked for. Text says why that cannot be; undefined that the sandbox is gone. */
async function start(
  used: UsedTerminal,
  { request, workspace }: Acting,
): Promise<Before | string | undefined> {
  const { terminal } = used;
  const { action } = request;
  const look = await terminal.look();
  if (look === undefined) return undefined;
  if (action.type === "run") return run(used, { request, workspace, command: action.command });
  if (action.type === "send") {
    if (look.state.type === "ended") return `The shell of ${request.terminal} is over; run starts a new one.`;
    if (look.state.type === "prompt" && startsSomething(action)) used.promptsBefore = look.prompts;
    const before = await stateBefore(used, look.screen);
    await terminal.type(action.text);
    const isPressed = await terminal.press(action.keys);
    return isPressed ? before : `One of these is not a key: ${action.keys.join(" ")}.`;
  }
  return { screen: "", logBytes: 0 };
}

function startsSomething(action: Extract<TerminalAction, { type: "send" }>): boolean {
  return action.keys.length > 0 || /[\r\n]/.test(action.text);
}

async function stateBefore(used: UsedTerminal, screen: string): Promise<Before> {
  return { screen, logBytes: (await used.log?.size()) ?? 0 };
}

async function run(
  used: UsedTerminal,
  { request, workspace, command }: { request: TerminalRequest; workspace: string; command: string },
): Promise<Before | string | undefined> {
  const { terminal } = used;
  let look = await terminal.look();
  if (look?.state.type === "running") {
    return `A program runs in ${request.terminal}: wait for it, send it keys, or use another terminal. Its screen:\n${look.screen}`;
  }
  await keepOutput(used, true);
  if (look?.state.type === "ended") {
    await terminal.respawn();
    if (!(await isShellReady(terminal))) return undefined;
    look = await terminal.look();
  }
  if (look === undefined) return undefined;
  const name = `${request.terminal}-${await nextNumber(workspace)}`;
  const log = await commandLog(workspace, name, command);
  used.log = log;
  used.promptsBefore = look.prompts;
  await terminal.pipe(log.pipeCommand);
  await terminal.press(["C-e", "C-u"]);
  await terminal.type(` . ${log.script}\n`);
  return { screen: look.screen, logBytes: 0 };
}

/** Stores what the command has written so far, and lets its log go when it is over. */
async function keepOutput(used: UsedTerminal, isDone: boolean): Promise<void> {
  const { log, terminal } = used;
  if (log === undefined) return;
  if (isDone) await settleLog(log);
  const output = await log.output();
  if (output === undefined) delete used.output;
  else used.output = output;
  if (!isDone) return;
  await terminal.pipe();
  await log.close();
  delete used.log;
}

async function nextNumber(workspace: string): Promise<number> {
  const names = await readdir(path.join(workspace, logFolder)).catch(() => []);
  return 1 + Math.max(0, ...names.map((name) => Number(/-(\d+)\.sh$/.exec(name)?.[1] ?? 0)));
}

function refused(why: string): TerminalOutcome {
  return { type: "refused", why };
}
