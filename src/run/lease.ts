import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import { AppError, errorMessage } from "../core/errors.ts";

const leaseFile = ".lease";
/** Somebody who only looks whether the lease is held has it for less than this. */
const lookMs = 200;

/** The right to drive one run; nobody else can while it is held. */
export interface Lease {
  /** Idempotent. */
  release(): void;
}

/**
 * Takes the lease of a run directory, or throws `RUN_BUSY` when another process of this machine drives it.
 * The lease is an operating-system lock (an exclusive SQLite transaction on `.lease`): it ends with the
 * process that holds it, however that ends, so there is no stale lease to guess about and no clock in it.
 */
export function takeLease(directory: string): Lease {
  const database = new DatabaseSync(path.join(directory, leaseFile), { timeout: lookMs });
  try {
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (!/locked|busy/i.test(errorMessage(error))) throw error;
    throw new AppError(
      "RUN_BUSY",
      `The run ${path.basename(directory)} is being driven by another process.`,
      {
        why: "a run has one driver at a time, so that nothing is done twice",
        fix: "wait for it, or stop it, and try again",
        cause: error,
      },
    );
  }
  const release = (): void => {
    if (database.isOpen) database.close();
    process.off("exit", release);
  };
  process.once("exit", release);
  return { release };
}

/** Whether a process of this machine drives the run. */
export function isLeaseHeld(directory: string): boolean {
  const file = path.join(directory, leaseFile);
  if (!existsSync(file)) return false;
  const database = new DatabaseSync(file, { readOnly: true, timeout: 0 });
  try {
    database.exec("SELECT count(*) FROM sqlite_schema");
    return false;
  } catch (error) {
    if (!/locked|busy/i.test(errorMessage(error))) throw error;
    return true;
  } finally {
    database.close();
  }
}
