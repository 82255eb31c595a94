import { cp, mkdir, mkdtempDisposable, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { projectFiles, projectRoot, readProjectFile } from "../../test/checks/project-files.ts";
import type { Proof } from "../proof.ts";
import { suiteTests } from "../suite/suite-tests.ts";
import { type Plant, plants } from "./plants.ts";

/**
 * For each kept promise: its tests pass in a copy of the project, and fail once a defect is planted there. The checkout
 * itself is never changed. A part of it: `--seed N` begins with the Nth plant, `--size N` tries so many.
 */
export const oracleLive: Proof = {
  promise: "oracle.live",
  async run({ seed, size = plants.length, say }) {
    await using copy = await mkdtempDisposable(path.join(tmpdir(), "deepwell-oracle-"));
    const failures: string[] = [];
    await copyProject(copy.path);
    const tried = plants.slice(seed - 1, seed - 1 + size);
    for (const plant of tried) {
      const problem = await plantProblem(plant, copy.path);
      say(`${problem === undefined ? "caught" : "MISSED"}  ${plant.promise}: ${plant.defect}`);
      if (problem !== undefined) failures.push(problem);
    }
    return { tried: tried.length, failures };
  },
};

async function copyProject(folder: string): Promise<void> {
  // Where it is a link it is no ignored folder to git.
  for (const file of projectFiles().filter((name) => name !== "node_modules")) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await cp(path.join(projectRoot, file), path.join(folder, file));
  }
  await symlink(path.join(projectRoot, "node_modules"), path.join(folder, "node_modules"));
}

/** Why a plant proves nothing; undefined where its promise's tests pass without it and fail with it. */
async function plantProblem(plant: Plant, copy: string): Promise<string | undefined> {
  const { promise, file, defect } = plant;
  const without = await suiteTests(promise, { root: copy, isBailing: true });
  if (without.tried === 0 || without.failures.length > 0)
    return `${promise}: its tests do not pass as they are: ${without.failures[0] ?? "there are none"}`;
  const sound = readProjectFile(file);
  await writeFile(path.join(copy, file), planted(sound, plant));
  try {
    const { failures } = await suiteTests(promise, { root: copy, isBailing: true });
    return failures.length > 0 ? undefined : `${promise}: nothing notices that ${defect}`;
  } finally {
    await writeFile(path.join(copy, file), sound);
  }
}

/** The text with its defect. Throws where the plant does not fit the text any more. */
export function planted(text: string, { file, find, replace }: Plant): string {
  if (text.split(find).length !== 2) throw new Error(`${file} does not have this exactly once: ${find}`);
  return text.replace(find, () => replace);
}
