import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { seededRandom } from "../../core/seeded-random.ts";
import { splitSentences } from "../../core/sentences.ts";
import { languageOf, rubricTask } from "../../judge/rubric/rubric.ts";
import type { VerdictWord } from "../../judge/rubric/verdict.ts";
import type { LabelledReport } from "./read-labels.ts";

/** Of each kind in one report. */
const ofEachKind = 3;

interface Sentences {
  readonly name: string;
  readonly text: string;
  readonly language: "en" | "zh";
  readonly sentences: readonly string[];
}

/**
 * Labelled reports made from reports without labels, every `.md` file of a folder: criteria that ask for a sentence of the
 * report (full), for one with a digit altered or a verb negated (none), for one of another report (none), for one of each
 * (partial), and for quality, which has no known verdict and is left out. Known by construction, and easier than what people
 * write: wording is the report's own. Deterministic for a seed.
 */
export async function constructCases(folder: string, seed: number): Promise<readonly LabelledReport[]> {
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith(".md"))
    .toSorted();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
  const reports = texts
    .map((text, index) => readSentences(names[index] ?? "", text))
    .filter(({ sentences }) => sentences.length >= 4 * ofEachKind);
  return reports.flatMap((report, index) => {
    const others = reports.filter(
      ({ language, name }) => language === report.language && isApart(name, report.name),
    );
    return others.length === 0 ? [] : [casesOf(report, others, seed + index)];
  });
}

/** Reports of one file name answer the same question in sample collections. */
function isApart(name: string, other: string): boolean {
  return path.basename(name) !== path.basename(other);
}

function readSentences(name: string, text: string): Sentences {
  const language = languageOf(text);
  const sentences = splitSentences(text).flatMap(({ text: raw }) => {
    const sentence = raw
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replace(/\s*\[\d[\d,\s–-]*\]|\s+\d{1,3}(?=[.。]?\s*$)/g, "")
      .replace(/^[\s#>*+•-]+|\*{1,3}|`/g, "")
      .replace(/\s+/g, " ")
      .trim();
    const size = language === "zh" ? sentence.length / 2 : sentence.split(" ").length;
    const isPlain =
      /^[\p{Lu}\p{Script=Han}].*[\p{L}\p{N})）][.。]$/u.test(sentence) &&
      !/https?:|[|?？"“”:：]/.test(sentence);
    return isPlain && size >= 8 && size <= 40 ? [sentence] : [];
  });
  return { name, text, language, sentences: [...new Set(sentences)] };
}

function casesOf(report: Sentences, others: readonly Sentences[], seed: number): LabelledReport {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const asks = report.language === "zh" ? askChinese : askEnglish;
  const foreign = (): string => pick(pick(others)?.sentences ?? []) ?? "";
  const own = (): string => pick(report.sentences) ?? "";
  const made: { readonly criterion: string; readonly label: VerdictWord }[] = [];
  for (let round = 0; round < ofEachKind; round += 1) {
    made.push({ criterion: asks([own()]), label: "full" }, { criterion: asks([foreign()]), label: "none" });
    made.push({ criterion: asks([own(), foreign()]), label: "partial" });
    const altered = [alterDigit, negate].flatMap((alter) => {
      const changeable = report.sentences.filter((sentence) => alter(sentence) !== undefined);
      const changed = alter(pick(changeable) ?? "");
      return changed === undefined ? [] : [changed];
    });
    for (const changed of altered) made.push({ criterion: asks([changed]), label: "none" });
  }
  const rubrics = made.map(({ criterion }) => ({ criterion }));
  const task = rubricTask(
    { id: report.name, prompt: report.sentences[0] ?? report.name, rubrics },
    report.name,
  );
  const labels = new Map(task.rubrics.map(({ id }, index) => [id, made[index]?.label ?? "none"] as const));
  return { task, report: report.text, labels };
}

function askEnglish(sentences: readonly string[]): string {
  const parts = sentences.map((sentence) => sentence.replace(/\.$/, ""));
  return `States that ${parts.join("; and that ")}.`;
}

function askChinese(sentences: readonly string[]): string {
  return `指出${sentences.map((sentence) => sentence.replace(/。$/, "")).join("；")}。`;
}

function alterDigit(sentence: string): string | undefined {
  const digit =
    /(?<![\d.,\p{L}])\d(?=\d)/u.exec(sentence) ?? /(?<![\d.,\p{L}-])\d(?![\d.,]\d)/u.exec(sentence);
  if (digit === null) return undefined;
  const other = String((Number(digit[0]) % 9) + 1);
  return sentence.slice(0, digit.index) + other + sentence.slice(digit.index + 1);
}

function negate(sentence: string): string | undefined {
  const verb = /\b(?:is|are|was|were|can|has|have|may|will)\b(?! not)/.exec(sentence);
  if (verb !== null) {
    const at = verb.index + verb[0].length;
    return `${sentence.slice(0, at)} not${sentence.slice(at)}`;
  }
  return /可以|必须|能够|应当/.test(sentence) ? sentence.replace(/可以|必须|能够|应当/, "不$&") : undefined;
}
