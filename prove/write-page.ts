// Writes docs/promises.md from the stored results: `node prove/write-page.ts`.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../test/checks/project-files.ts";
import { promisesPage } from "./promises-page.ts";

writeFileSync(path.join(projectRoot, "docs/promises.md"), promisesPage());
