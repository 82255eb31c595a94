import type { RunEvent } from "../agent/events.ts";
import type { JsonValue } from "../core/json.ts";

/** What a record holds, as some version of Deepwell wrote it. */
export interface RecordedEvent {
  readonly type: string;
  readonly [key: string]: JsonValue | undefined;
}

/** Makes of an event as one version wrote it what the next version would have written. */
export type Migration = (event: RecordedEvent) => RecordedEvent;

/** One for each version that was left behind: the first makes version 2 of version 1. */
const migrations: readonly Migration[] = [
  // Runs could not ask a person for a yes, and did not tell which model a turn was served by.
  (event) => (event.type === "run-start" ? { ...event, ask: [] } : event),
  // Each record was on disk before the next; records did not tell which ones before them were.
  (event) => event,
];

/** Version of the record format: one more whenever an older Deepwell could not read what is written. */
export const journalVersion = migrations.length + 1;

/** An event of `version` as the present version would have written it. */
export function migrateEvent(event: RecordedEvent, version: number): RunEvent {
  return migrated(event, migrations.slice(version - 1)) as RunEvent;
}

/** An event after each migration in turn. */
export function migrated(event: RecordedEvent, pending: readonly Migration[]): RecordedEvent {
  return pending.reduce((current, migration) => migration(current), event);
}
