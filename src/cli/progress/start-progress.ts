import { liveView } from "./live-view.ts";
import { plainLines } from "./plain-lines.ts";
import type { Progress, ProgressOptions } from "./progress.ts";
import { initialViewState, updateViewState } from "./view-state.ts";

/** A log is told of a long wait this often. */
const patienceMs = 5000;

/** A live view where `stream` is a terminal that can redraw, plain lines elsewhere, nothing when quiet. */
export function startProgress(options: ProgressOptions): Progress {
  if (options.level === "quiet") return silence;
  return options.stream.isTTY && options.level !== "verbose" ? liveView(options) : lineProgress(options);
}

const silence: Progress = {
  say() {},
  preparing() {},
  event() {},
  aside: (work) => work(),
  stopping() {},
  end() {},
};

function lineProgress(options: ProgressOptions): Progress {
  const started = performance.now();
  const write = (line: string) => options.stream.write(`${line}\n`);
  let state = initialViewState(options.question);
  let lastPrepared = "";
  let lastPreparedMs = 0;
  return {
    say: write,
    preparing(what, { done, total }) {
      const now = performance.now();
      if (what === lastPrepared && now - lastPreparedMs < patienceMs) return;
      lastPrepared = what;
      lastPreparedMs = now;
      write(`${what}: ${done}/${total}`);
    },
    event(event) {
      state = { ...updateViewState(state, event), elapsedMs: performance.now() - started };
      const settings = { messages: options.messages, verbose: options.level === "verbose" };
      for (const line of plainLines(event, state, settings)) write(line);
    },
    aside: (work) => work(),
    stopping: write,
    end() {},
  };
}
