import { existsSync } from "node:fs";
import path from "node:path";

export interface CodeFence {
  /** Everything after the opening backticks, e.g. `sh run`. */
  readonly info: string;
  readonly text: string;
  /** 1-based line of the opening fence. */
  readonly line: number;
}

/** Fenced code blocks of a Markdown text, in order. */
export function codeFences(markdown: string): readonly CodeFence[] {
  const lines = markdown.split("\n");
  const fences: CodeFence[] = [];
  for (let at = 0; at < lines.length; at++) {
    const info = /^```(.*)$/.exec(lines[at] ?? "")?.[1];
    if (info === undefined) continue;
    const end = lines.findIndex((line, index) => index > at && /^```\s*$/.test(line));
    if (end === -1) break;
    fences.push({ info: info.trim(), text: lines.slice(at + 1, end).join("\n"), line: at + 1 });
    at = end;
  }
  return fences;
}

/** Commands of the fences that say `sh run`: one a line, continued lines joined, comments left out. */
export function runnableCommands(markdown: string): readonly string[] {
  return codeFences(markdown)
    .filter((fence) => /^(sh|bash)\s+run\b/.test(fence.info))
    .flatMap((fence) => fence.text.replace(/\\\n\s*/g, "").split("\n"))
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```\s*$/gm, "").replace(/`[^`\n]*`/g, "");
}

function headingAnchors(markdown: string): ReadonlySet<string> {
  const titles = [...withoutCodeBlocks(markdown).matchAll(/^#{1,6}\s+(.+)$/gm)].map(
    (match) => match[1] ?? "",
  );
  return new Set(
    titles.map((title) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s-]/gu, "")
        .trim()
        .replace(/\s+/g, "-"),
    ),
  );
}

function withoutCodeBlocks(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```\s*$/gm, "");
}

/** Relative links of a Markdown file that lead to no file or to no heading. `read` gives a file's text. */
export function brokenLinks(file: string, root: string, read: (file: string) => string): readonly string[] {
  const markdown = read(file);
  const targets = [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)].map(
    (match) => match[1] ?? "",
  );
  return targets.filter((target) => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return false;
    const [name = "", anchor] = target.split("#");
    const linked = name === "" ? file : path.posix.join(path.posix.dirname(file), decodeURIComponent(name));
    if (!existsSync(path.join(root, linked))) return true;
    return anchor !== undefined && linked.endsWith(".md") && !headingAnchors(read(linked)).has(anchor);
  });
}
