import type { TodoItem } from "../agent/observation.ts";
import type { Report } from "../report/report.ts";
import { renderHtml } from "../report/render/render-html.ts";
import { renderMarkdown } from "../report/render/render-markdown.ts";
import { toBibtex } from "../report/render/bibtex.ts";
import { toClaimsJson, toSourcesJson } from "../report/render/report-json.ts";
import type { RunDirectory } from "../run/run-directory.ts";
import type { Setting } from "./setting.ts";

/** Writes the report in all its formats; returns the names of the files. */
export async function writeReport(directory: RunDirectory, report: Report): Promise<readonly string[]> {
  const files: Readonly<Record<string, string>> = {
    "report.md": renderMarkdown(report),
    "report.html": renderHtml(report),
    "sources.json": toSourcesJson(report),
    "claims.json": toClaimsJson(report),
    "references.bib": toBibtex(report),
  };
  await Promise.all(Object.entries(files).map(([name, content]) => directory.write(name, content)));
  return Object.keys(files);
}

const boxes = { pending: "[ ]", in_progress: "[ ]", completed: "[x]", blocked: "[!]" } as const;

/** Writes the plan as it stood at the end, for people (`plan.md`) and programs (`todo.json`). */
export async function writePlan(setting: Setting, plan: readonly TodoItem[]): Promise<readonly string[]> {
  if (plan.length === 0) return [];
  const lines = plan.map((item) => `- ${boxes[item.status]} ${item.task}`);
  await setting.directory.write(
    "plan.md",
    `# ${setting.question.replace(/\s+/g, " ")}\n\n${lines.join("\n")}\n`,
  );
  await setting.directory.write("todo.json", `${JSON.stringify(plan, null, 2)}\n`);
  return ["plan.md", "todo.json"];
}
