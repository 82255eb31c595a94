import { createLogUpdate } from "log-update";
import type { Progress, ProgressOptions } from "./progress.ts";
import { fitText, singleLine } from "./fit-text.ts";
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
  let isDirty = true;
  let hasRun = false;
  let isEnded = false;
  let lastDrawn = 0;

  const size = () => ({ width: stream.columns ?? 80, height: stream.rows ?? 24 });
  const redraw = () => {
    const now = performance.now();
    if (isEnded || (!isDirty && now - lastDrawn < clockMs)) return;
    isDirty = false;
    lastDrawn = now;
    if (hasRun) draw(renderView({ ...state, elapsedMs: now - started }, { ...size(), color, messages }));
    else if (preparing !== undefined) draw(fitText(singleLine(preparing), size().width - 1));
  };
  const onResize = () => {
    // The terminal has re-wrapped what was drawn; what log-update remembers of it no longer holds.
    draw.clear();
    isDirty = true;
    redraw();
  };
  const timer = setInterval(redraw, frameMs);
  timer.unref();
  stream.on("resize", onResize);

  return {
    say(line) {
      draw.clear();
      stream.write(`${line}\n`);
      isDirty = true;
      redraw();
    },
    preparing(line) {
      preparing = line;
      isDirty = true;
    },
    event(event) {
      hasRun = true;
      state = updateViewState(state, event);
      isDirty = true;
    },
    end() {
      if (isEnded) return;
      redraw();
      isEnded = true;
      clearInterval(timer);
      stream.off("resize", onResize);
      if (hasRun) draw.done();
      else {
        draw.clear();
        draw.done();
      }
    },
  };
}
