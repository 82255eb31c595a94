import { describe, expect, it } from "vitest";
import { planted } from "../prove/oracle/oracle-live.ts";
import { plants } from "../prove/oracle/plants.ts";
import { readProjectFile } from "./checks/project-files.ts";
import { promises, verifies } from "./promises.ts";

describe(`planted defects ${verifies("oracle.live")}`, () => {
  it("are there for every kept promise, one for each", () => {
    const kept = promises.flatMap(({ id, status }) => (status === "kept" ? [id] : []));
    expect(plants.map(({ promise }) => promise).toSorted()).toEqual(kept.toSorted());
  });

  it.each(plants)("fit the source: $promise, $defect", (plant) => {
    const sound = readProjectFile(plant.file);
    expect(planted(sound, plant)).not.toBe(sound);
  });
});
