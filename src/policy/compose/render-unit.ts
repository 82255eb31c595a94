import type { AnswerKind } from "../question.ts";
import { needsAntecedent } from "./refers-back.ts";
import { emphasise } from "./emphasis.ts";
import type { Labels } from "./labels.ts";
import type { Reading, Statement } from "./reading.ts";
import type { Unit } from "./unit.ts";

export interface RenderOptions {
  readonly labels: Labels;
  readonly language: string;
  /** Whether rows are set as tables; as running text otherwise. */
  readonly tables: boolean;
  /** Whether a list without a lead-in stands under the heading that it has in its source. */
  readonly listHeadings: boolean;
  /** Passages of other publishers that say the same. */
  readonly witnesses: (statement: Statement) => readonly string[];
  /** Whose values are put in bold; none where empty. */
  readonly emphasis: readonly AnswerKind[] | undefined;
}

/** The mark by which the report layer knows what a sentence rests on. */
export function cite(citationId: string): string {
  return `\\cite{${citationId}}`;
}

/** Keeps text out of the Markdown around it. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\\/g, "")
    .replace(/([*_`[\]<>|])/g, (mark) => (mark === "_" || mark === ">" ? mark : `\\${mark}`))
    .replace(/^(#{1,6}\s|[-+>]\s|\d{1,3}[.)]\s)/, "\\$1");
}

function closed(text: string, end: string): string {
  return /[.!?。！？…:：;；]["'”’」』）)\]]*$/.test(text) ? text.replace(/[;；]$/, end) : `${text}${end}`;
}

/** A source's words as Markdown, with its values in bold where the options want it. */
export function worded(text: string, options: RenderOptions): string {
  const escaped = escapeMarkdown(text);
  return options.emphasis === undefined ? escaped : emphasise(escaped, options.emphasis);
}

/** One sentence with its citation; the citation stands behind the full stop. */
export function renderSentence(statement: Statement, options: RenderOptions): string {
  const end = options.labels.listEnd;
  const text = closed(statement.text, end);
  const ids = [statement.citationId, ...options.witnesses(statement)];
  return `${worded(text, options)}${ids.map(cite).join("")}`;
}

/** 《劳动合同法》第十九条, and that it is no longer in force where that is known. */
export function statuteName(reading: Reading): string | undefined {
  const { statute, repeal } = reading;
  const mark = repeal === undefined ? "" : "（已废止）";
  return statute === undefined ? undefined : `${statute.name}${statute.article ?? ""}${mark}`;
}

function quoteStatements(statements: readonly Statement[], options: RenderOptions): string {
  const text = statements.map((statement) => statement.text).join("");
  return `“${worded(text, options)}”`;
}

/** Runs of statements that follow one another in their passage. */
function runsOf(statements: readonly Statement[]): readonly (readonly Statement[])[] {
  const runs: Statement[][] = [];
  for (const statement of statements) {
    const last = runs.at(-1)?.at(-1);
    if (last !== undefined && last.order === statement.order - 1) runs.at(-1)?.push(statement);
    else runs.push([statement]);
  }
  return runs;
}

/** Sentences of one article, quoted under its name. */
function renderArticle(reading: Reading, statements: readonly Statement[], options: RenderOptions): string {
  const name = statuteName(reading) ?? "";
  return runsOf(statements)
    .map(
      (run, index) =>
        `${index === 0 ? `${name}规定：` : "该条还规定："}${quoteStatements(run, options)}${cite(reading.citationId)}`,
    )
    .join("");
}

/** Sentences of one passage in its order; one that leans on something out of sight names the page it is from. */
export function renderSentences(
  reading: Reading,
  statements: readonly Statement[],
  options: RenderOptions,
): string {
  const ordered = statements.toSorted((a, b) => a.order - b.order);
  if (reading.statute !== undefined) return renderArticle(reading, ordered, options);
  const [first] = ordered;
  const strays = first !== undefined && needsAntecedent(first.text);
  const subject = strays ? `${options.labels.onSubject(escapeMarkdown(reading.source.title))} ` : "";
  const space = options.language.startsWith("zh") ? "" : " ";
  return subject + ordered.map((statement) => renderSentence(statement, options)).join(space);
}

/** A list with its lead-in; each item carries its citation. */
export function renderList(unit: Unit, options: RenderOptions): string {
  const [lead] = unit.lead;
  const heading = unit.reading.passage.headingPath.at(-1);
  const name = statuteName(unit.reading);
  const isNamed = name === undefined && options.listHeadings;
  const label = heading === undefined || !isNamed ? undefined : `### ${escapeMarkdown(heading)}`;
  const opening =
    lead === undefined
      ? label
      : `${name === undefined ? "" : `${name}规定：`}${unit.lead
          .map((statement) => `${worded(statement.text, options)}${cite(statement.citationId)}`)
          .join(options.labels.space)}`;
  const outermost = Math.min(...unit.statements.map((item) => item.depth));
  const lines = unit.statements.map((item) => {
    const marker =
      item.marker !== undefined && /^\d/.test(item.marker) ? item.marker.replace(/[)、]/, ".") : "-";
    const number = item.marker !== undefined && !/^\d/.test(item.marker) ? item.marker : "";
    const indent = "   ".repeat(item.depth - outermost);
    return `${indent}${marker} ${number}${worded(item.text, options)}${cite(item.citationId)}`;
  });
  return [...(opening === undefined ? [] : [opening, ""]), ...lines].join("\n");
}

/** A row of a table as its cells under the column names. */
export function renderRows(rows: readonly Statement[], options: RenderOptions): string {
  const header = rows[0]?.header ?? [];
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const body = rows.map((row) => {
    const cells = (row.cells ?? []).map((cell) => worded(cell, options));
    const last = cells.length - 1;
    return line(cells.map((cell, index) => (index === last ? `${cell}${cite(row.citationId)}` : cell)));
  });
  const names = header.map((name) => escapeMarkdown(name));
  return [line(names), line(names.map(() => "---")), ...body].join("\n");
}
