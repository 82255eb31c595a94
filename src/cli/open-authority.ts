import { readFileSync } from "node:fs";
import { AppError, errorMessage } from "../core/errors.ts";
import { type AuthorityIndex, openAuthorityIndex } from "../retrieval/authority/authority-index.ts";
import { readOverrides } from "../retrieval/authority/read-overrides.ts";

/** The index of publishers, behind the user's own list where there is one. Throws `AppError` CONFIG_INVALID for a list that cannot be read. */
export function openAuthority(file: string | undefined): AuthorityIndex {
  return openAuthorityIndex(file === undefined ? {} : { overrides: readOverrides(textOf(file), file) });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new AppError("CONFIG_INVALID", `Cannot read the authority list ${file}.`, {
      why: errorMessage(error),
      fix: "give the path of a JSON file to --authority",
      cause: error,
    });
  }
}
