/** A terminal, npm and a wrapper may each deliver one key press; what comes within this time is one press. */
const samePressMs = 400;

export interface InterruptHandlers {
  /** First press: finish the turn and write what there is. */
  stop(): void;
  /** Second press, and SIGTERM: end now. */
  cancel(): void;
}

/** Listens for Ctrl-C and for requests to end; answers a function that stops listening. */
export function onInterrupt(handlers: InterruptHandlers, source: NodeJS.EventEmitter = process): () => void {
  let presses = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  const onPress = () => {
    const now = performance.now();
    const isSamePress = now - lastMs < samePressMs;
    if (isSamePress) return;
    lastMs = now;
    presses += 1;
    if (presses === 1) handlers.stop();
    else handlers.cancel();
  };
  const onEnd = () => handlers.cancel();
  source.on("SIGINT", onPress);
  source.on("SIGTERM", onEnd);
  source.on("SIGHUP", onEnd);
  return () => {
    source.off("SIGINT", onPress);
    source.off("SIGTERM", onEnd);
    source.off("SIGHUP", onEnd);
  };
}
