import { readRequests, removeRequest, type WaitingRequest } from "./inbox.ts";

export interface InboxHandlers {
  stop(): void;
  cancel(): void;
}

/** How long a request to stop or cancel may lie unseen. */
const pollMs = 250;

export interface InboxFollower {
  /** Messages that the run has not heard yet, oldest first. */
  unheard(): Promise<readonly Extract<WaitingRequest, { type: "steer" }>[]>;
  close(): void;
}

/**
 * Looks into a run's inbox while it is driven: a request to stop or cancel is passed on at once, messages
 * wait until they are asked for. `heard` tells which messages stand in the journal already: only those are taken out
 * of the inbox, so that none is lost and none is heard twice, however the driver ends.
 */
export function followInbox(
  directory: string,
  handlers: InboxHandlers,
  heard: (id: string) => boolean,
): InboxFollower {
  let looking = false;
  const look = async (): Promise<void> => {
    if (looking) return;
    looking = true;
    try {
      for (const request of await readRequests(directory)) {
        if (request.type === "steer") continue;
        await removeRequest(directory, request.id);
        handlers[request.type]();
      }
    } finally {
      looking = false;
    }
  };
  // A folder that cannot be read now is looked at again; the run itself does not depend on it.
  const timer = setInterval(() => void look().catch(() => {}), pollMs);
  timer.unref();
  return {
    async unheard() {
      const waiting = (await readRequests(directory)).filter((request) => request.type === "steer");
      await Promise.all(waiting.filter(({ id }) => heard(id)).map(({ id }) => removeRequest(directory, id)));
      return waiting.filter(({ id }) => !heard(id));
    },
    close: () => clearInterval(timer),
  };
}
