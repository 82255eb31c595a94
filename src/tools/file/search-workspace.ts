import { lstatSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { errorMessage } from "../../core/errors.ts";
import { maxFileBytes, versionsFolder } from "./file-limits.ts";
import { normaliseAnchor } from "./normalise-anchor.ts";

export interface WorkspaceQuery {
  readonly workspace: string;
  /** Absolute file or folder to search. */
  readonly target: string;
  readonly query: string;
  /** The query is a regular expression (ECMAScript, flags `iu`). */
  readonly regex: boolean;
  readonly maxMatches: number;
}

export interface WorkspaceMatch {
  /** Relative to the workspace. */
  readonly path: string;
  /** From 1 on. */
  readonly line: number;
  readonly excerpt: string;
}

export type WorkspaceMatches =
  | {
      readonly type: "matches";
      /** In order of path and line, as many as were asked for. */
      readonly matches: readonly WorkspaceMatch[];
      /** Matching lines over all files. */
      readonly total: number;
      readonly files: number;
      /** Files that hold no text or are too large. */
      readonly passedOver: number;
    }
  | { readonly type: "bad-regex"; readonly message: string };

const maxFiles = 5_000;
const longestExcerpt = 240;

/**
 * Lines that match, over all text files. Text is compared without regard to case, white space and typography.
 * Follows no links. Synchronous and, with a hostile expression, endless: for a thread that can be stopped.
 */
export function searchWorkspace(query: WorkspaceQuery): WorkspaceMatches {
  const find = finder(query);
  if (typeof find === "string") return { type: "bad-regex", message: find };
  const matches: WorkspaceMatch[] = [];
  let total = 0;
  let passedOver = 0;
  const files = filesUnder(query.target);
  for (const file of files) {
    const text = readText(file);
    if (text === undefined) passedOver += 1;
    const lines = text?.split("\n") ?? [];
    for (const [index, line] of lines.entries()) {
      const at = find(line);
      if (at === undefined) continue;
      total += 1;
      if (matches.length >= query.maxMatches) continue;
      matches.push({
        path: path.relative(query.workspace, file),
        line: index + 1,
        excerpt: excerpt(line, at),
      });
    }
  }
  return { type: "matches", matches, total, files: files.length, passedOver };
}

/** Where in a line the first match is; a string says why there can be none. */
function finder({ query, regex }: WorkspaceQuery): ((line: string) => number | undefined) | string {
  if (!regex) {
    const wanted = comparable(query).text.trim();
    if (wanted === "") return "the query holds no letter, digit or mark";
    return (line) => {
      const { text, offsets } = comparable(line);
      const at = text.indexOf(wanted);
      return at < 0 ? undefined : (offsets[at] ?? 0);
    };
  }
  try {
    const pattern = new RegExp(query, "iu");
    return (line) => pattern.exec(line)?.index;
  } catch (error) {
    return errorMessage(error);
  }
}

function comparable(text: string): ReturnType<typeof normaliseAnchor> {
  const { text: even, offsets } = normaliseAnchor(text);
  const lower = even.toLowerCase();
  return { text: lower.length === even.length ? lower : even, offsets };
}

function filesUnder(target: string): readonly string[] {
  const entry = lstatSync(target);
  if (entry.isFile()) return [target];
  if (!entry.isDirectory()) return [];
  const found: string[] = [];
  const folders = [target];
  for (let folder = folders.pop(); folder !== undefined && found.length < maxFiles; folder = folders.pop()) {
    const entries = readdirSync(folder, { withFileTypes: true });
    for (const item of entries) {
      const place = path.join(folder, item.name);
      if (item.isFile()) found.push(place);
      if (item.isDirectory() && item.name !== versionsFolder) folders.push(place);
    }
  }
  return found.slice(0, maxFiles).sort();
}

function readText(file: string): string | undefined {
  if (lstatSync(file).size > maxFileBytes) return undefined;
  const bytes = readFileSync(file);
  return bytes.subarray(0, 8_192).includes(0) ? undefined : bytes.toString("utf8");
}

function excerpt(line: string, at: number): string {
  const start = Math.max(0, at - longestExcerpt / 3);
  const shown = line.slice(start, start + longestExcerpt).trim();
  return `${start > 0 ? "…" : ""}${shown}${start + longestExcerpt < line.length ? "…" : ""}`;
}
