// Writes the table of search engines into docs/search-engines.md: `node scripts/write-engine-table.ts`.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { engineList } from "../src/web/search/engine-list.ts";
import { engineTable } from "./engine-table.ts";

const page = path.join(import.meta.dirname, "..", "docs", "search-engines.md");
const text = readFileSync(page, "utf8");
const written = text.replace(
  /(## The engines\n\n)[^]*?(\n\n## )/,
  (_all, before: string, after: string) => `${before}${engineTable(engineList)}${after}`,
);
writeFileSync(page, written);
