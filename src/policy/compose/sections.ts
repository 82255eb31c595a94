import type { Part } from "./plan-report.ts";
import type { Reading, Statement } from "./reading.ts";
import {
  escapeMarkdown,
  renderList,
  type RenderOptions,
  renderRows,
  renderSentences,
} from "./render-unit.ts";
import type { Unit } from "./unit.ts";

interface Group {
  readonly reading: Reading;
  readonly units: Unit[];
  score: number;
}

/** Units by passage: laws in order of authority, then the best source first, its passages in their order. */
function groupByPassage(units: readonly Unit[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const unit of units) {
    const known = groups.get(unit.reading.citationId);
    if (known === undefined)
      groups.set(unit.reading.citationId, { reading: unit.reading, units: [unit], score: unit.relevance });
    else {
      known.units.push(unit);
      known.score = Math.max(known.score, unit.relevance);
    }
  }
  const level = (group: Group): number => group.reading.statute?.level ?? -1;
  const bestOf = new Map<string, number>();
  for (const { reading, score } of groups.values()) {
    bestOf.set(reading.source.id, Math.max(bestOf.get(reading.source.id) ?? 0, score));
  }
  const standing = (group: Group): number => bestOf.get(group.reading.source.id) ?? 0;
  return [...groups.values()].sort(
    (a, b) =>
      level(a) - level(b) || standing(b) - standing(a) || a.reading.passage.index - b.reading.passage.index,
  );
}

function uniqueStatements(units: readonly Unit[]): readonly Statement[] {
  const all = new Map<string, Statement>();
  for (const unit of units)
    for (const statement of [...unit.lead, ...unit.statements]) all.set(statement.id, statement);
  return [...all.values()].sort((a, b) => a.order - b.order);
}

/** The blocks of one passage: its sentences, its rows, its lists. */
function renderGroup(group: Group, options: RenderOptions): readonly string[] {
  const lists = group.units.filter((unit) => unit.isList);
  const loose = uniqueStatements(group.units.filter((unit) => !unit.isList));
  const isRow = (statement: Statement): boolean => statement.type === "row" && options.tables;
  const rows = loose.filter(isRow);
  const sentences = loose.filter((statement) => !isRow(statement));
  return [
    ...(sentences.length === 0 ? [] : [renderSentences(group.reading, sentences, options)]),
    ...(rows.length === 0 ? [] : [renderRows(rows, options)]),
    ...lists.map((unit) => renderList(unit, options)),
  ];
}

/** The units as blocks of Markdown, passage by passage. */
export function renderUnits(units: readonly Unit[], options: RenderOptions): readonly string[] {
  return groupByPassage(units).flatMap((group) => renderGroup(group, options));
}

/** From this many passages with headings of their own a section is divided by them. */
const dividedFrom = 4;

/** The blocks of a section of many passages, under the headings that they have in their sources. */
function renderDivided(units: readonly Unit[], options: RenderOptions): readonly string[] {
  const groups = groupByPassage(units);
  const headingOf = (group: Group): string =>
    group.reading.passage.headingPath.at(-1) ?? group.reading.source.title;
  const headings = new Set(groups.map(headingOf));
  const areLaws = groups.some((group) => group.reading.statute !== undefined);
  if (areLaws || headings.size < dividedFrom) return renderUnits(units, options);
  const inner = { ...options, listHeadings: false };
  return [...headings].flatMap((heading) => [
    `### ${escapeMarkdown(heading)}`,
    ...groups.filter((group) => headingOf(group) === heading).flatMap((group) => renderGroup(group, inner)),
  ]);
}

/** The section of a sub-question; undefined where there is nothing to add to its answer. */
export function renderSection(
  part: Part,
  parts: readonly Part[],
  options: RenderOptions,
): string | undefined {
  const isOnly = parts.length === 1;
  const blocks = isOnly ? renderDivided(part.details, options) : renderUnits(part.details, options);
  if (blocks.length === 0) return undefined;
  const heading = isOnly ? options.labels.details : part.subQuestion.heading;
  return [`## ${escapeMarkdown(heading)}`, ...blocks].join("\n\n");
}
