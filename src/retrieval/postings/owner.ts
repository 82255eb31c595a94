/** Owner of what is to be cleared away. */
export const nobody = "";

const startToleranceSeconds = 2;

/** A name for this process that the next process with the same id does not share. */
export function thisProcess(): string {
  return `${process.pid}:${startedAt()}`;
}

/** Whether the process of that name still runs on this machine. */
export function isRunning(owner: string): boolean {
  const [id = 0, started = 0] = owner.split(":").map(Number);
  if (owner === nobody || id <= 0) return false;
  // In a container every life of a program can have the same process id.
  if (id === process.pid) return Math.abs(started - startedAt()) <= startToleranceSeconds;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function startedAt(): number {
  return Math.round(Date.now() / 1000 - process.uptime());
}
