import { createLogUpdate } from "log-update";
import type { Progress, ProgressOptions } from "./progress.ts";
import { columnsOf, fitText, singleLine, wrapText } from "./fit-text.ts";
import { renderView } from "./render-view.ts";
import { initialViewState, updateViewState } from "./view-state.ts";

/** At most ten redraws a second; the clock alone makes one a second. */
const frameMs = 100;
const clockMs = 1000;

/** A view that is redrawn in place at the bottom of a terminal. */
export function liveView(options: ProgressOptions): Progress {
  const { stream, messages, color } = options;
  const draw = createLogUpdate(stream);
  const started = performance.now();
  let state = initialViewState(options.question);
  let preparing: string | undefined;
  let hasRun = false;
  let isDirty = true;
  let isEnded = false;
  let isAside = false;
  let lastDrawnMs = 0;
  let drawn = "";

  const size = () => ({ width: stream.columns ?? 80, height: stream.rows ?? 24 });
  const frame = (isFinal: boolean): string => {
    if (!hasRun) return preparing === undefined ? "" : fitText(singleLine(preparing), size().width - 1);
    const shown = { ...state, elapsedMs: performance.now() - started };
    return renderView(shown, { ...size(), color, messages, isFinal });
  };
  const redraw = () => {
    const now = performance.now();
    if (isEnded || isAside || (!isDirty && now - lastDrawnMs < clockMs)) return;
    isDirty = false;
    lastDrawnMs = now;
    drawn = frame(false);
    if (drawn !== "") draw(drawn);
  };
  const erase = () => {
    if (drawn !== "") draw.clear();
    drawn = "";
  };
  const onResize = () => {
    // The terminal has broken the lines that no longer fit; log-update does not know of the rows this made.
    const extra = extraRows(drawn, size().width);
    erase();
    if (extra > 0) stream.write(`\u001b[${extra}A\u001b[0J`);
    isDirty = true;
    redraw();
  };
  const timer = setInterval(redraw, frameMs);
  timer.unref();
  stream.on("resize", onResize);

  const say = (line: string) => {
    erase();
    stream.write(`${wrapText(singleLine(line), size().width - 1).join("\n")}\n`);
    isDirty = true;
    redraw();
  };

  return {
    say,
    async aside(work) {
      erase();
      isAside = true;
      try {
        return await work();
      } finally {
        isAside = false;
        isDirty = true;
        redraw();
      }
    },
    stopping(line) {
      state = { ...state, isStopping: true };
      say(line);
    },
    preparing(what, { done, total }) {
      preparing = `${what}: ${done}/${total}`;
      isDirty = true;
    },
    event(event) {
      hasRun = true;
      state = updateViewState(state, event);
      isDirty = true;
    },
    end() {
      if (isEnded) return;
      isEnded = true;
      clearInterval(timer);
      stream.off("resize", onResize);
      if (hasRun) draw(frame(true));
      else erase();
      draw.done();
    },
  };
}

/** Rows that a drawn text takes beyond its lines once the terminal is `width` columns wide. */
function extraRows(drawn: string, width: number): number {
  const rows = drawn.split("\n").map((line) => Math.ceil(columnsOf(line) / Math.max(1, width)) - 1);
  return rows.reduce((sum, extra) => sum + Math.max(0, extra), 0);
}
