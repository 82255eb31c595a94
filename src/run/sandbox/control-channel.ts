import type { Readable, Writable } from "node:stream";
import { type ControlReply, replyReader } from "./reply-reader.ts";

/** Talks to the tmux server inside through a client that runs inside too; the host never runs one itself. */
export interface ControlChannel {
  /** One command, as one line of tmux's language. Undefined when the channel is closed or gave no answer in time. */
  command(line: string): Promise<ControlReply | undefined>;
  close(): void;
}

export interface ControlChannelOptions {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Lines that are no answer to a command. */
  readonly onLine: (line: string) => void;
  /** The other side makes no sense any more. */
  readonly onFailure: () => void;
}

/** tmux answers within milliseconds, also on a busy machine within seconds. */
const answerMs = 15_000;

/** The channel over the pipes of a process that is, or will become, `tmux -C`. */
export function controlChannel({ stdin, stdout, onLine, onFailure }: ControlChannelOptions): ControlChannel {
  const waiting: ((reply: ControlReply | undefined) => void)[] = [];
  let isOpen = true;
  const close = (): void => {
    isOpen = false;
    for (const resolve of waiting.splice(0)) resolve(undefined);
  };
  const fail = (): void => {
    close();
    onFailure();
  };
  stdout.on("data", replyReader({ onReply: (reply) => waiting.shift()?.(reply), onLine, onFlood: fail }));
  stdout.once("close", close);
  return {
    close,
    command(line) {
      if (!isOpen) return Promise.resolve(undefined);
      if (/[\n\r]/.test(line)) throw new Error("a command of tmux is one line");
      return new Promise((resolve) => {
        const timer = setTimeout(fail, answerMs);
        waiting.push((reply) => {
          clearTimeout(timer);
          resolve(reply);
        });
        stdin.write(`${line}\n`);
      });
    },
  };
}
