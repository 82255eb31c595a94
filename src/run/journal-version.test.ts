import { expect, it } from "vitest";
import { journalVersion, migrated, migrateEvent, type Migration } from "./journal-version.ts";

const renaming: Migration = ({ round, ...event }) =>
  round === undefined ? event : { ...event, turn: round };
const counting: Migration = (event) => ({ ...event, turn: Number(event["turn"]) + 1 });

it("takes an old event through every version since, in order", () => {
  expect(migrated({ type: "turn-end", round: 1 }, [renaming, counting])).toEqual({
    type: "turn-end",
    turn: 2,
  });
  expect(migrated({ type: "turn-end", turn: 1 }, [counting])).toEqual({ type: "turn-end", turn: 2 });
});

it("leaves an event of the present version as it is", () => {
  expect(migrateEvent({ type: "turn-end", turn: 1 }, journalVersion)).toEqual({ type: "turn-end", turn: 1 });
});
