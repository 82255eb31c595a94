import { sentenceView } from "../../support/evidence.ts";
import { languageOf, type Rubric, type RubricTask } from "../rubric.ts";
import { type LintPrinciple, type LintRule, lintRules } from "./lint-rule.ts";
import { chineseLint, englishLint, type LintWords } from "./lint-words.ts";

export interface LintFinding {
  readonly rubricId: string;
  readonly rule: LintRule;
  readonly principle: LintPrinciple;
  /** The words that give rise to it; the other rubric's id where there are two. */
  readonly words: string;
}

/**
 * Looks through the rubrics of a task for what makes them hard to judge, in English and Chinese. Compares words and
 * patterns: its findings are hints for the author, and a rubric without any can still be a bad one. Pure.
 */
export function lintRubrics(task: RubricTask): readonly LintFinding[] {
  const views = task.rubrics.map(viewOf);
  const prompt = sentenceView(task.prompt).content;
  return task.rubrics.flatMap((rubric, index) => {
    const own = views[index] ?? viewOf(rubric);
    const found: (readonly [LintRule, string])[] = [
      ...lintOne(rubric),
      ...lintPairs(own, views.slice(0, index)),
      ...lintTopic(rubric, own, {
        language: task.language,
        prompt,
        others: views.filter((view) => view !== own),
      }),
    ];
    return found.map(([rule, words]) => ({ rubricId: rubric.id, rule, principle: lintRules[rule], words }));
  });
}

type Found = readonly (readonly [LintRule, string])[];

function lintOne({ criterion, weight }: Rubric): Found {
  const words: LintWords = languageOf(criterion) === "zh" ? chineseLint : englishLint;
  const demands = [...criterion.matchAll(words.demands)];
  const [first, second] = demands;
  const between =
    first === undefined || second === undefined
      ? ""
      : criterion.slice(first.index + first[0].length, second.index);
  const isMeasured = words.measure.test(criterion);
  const taste = isMeasured ? undefined : words.taste.exec(criterion)?.[0];
  const truth = isMeasured ? undefined : words.truth.exec(criterion)?.[0];
  const turned = (weight < 0 ? words.absent : words.lacking).exec(criterion)?.[0];
  return [
    ...(words.joints.test(between) ? [["several-demands", `${first?.[0]} … ${second?.[0]}`] as const] : []),
    ...(taste === undefined ? [] : [["matter-of-taste", taste] as const]),
    ...(truth === undefined ? [] : [["truth-not-given", truth] as const]),
    ...words.patterns.flatMap(([rule, pattern]) => {
      const match = pattern.exec(criterion)?.[0].trim();
      return match === undefined ? [] : [[rule, match] as const];
    }),
    ...(turned === undefined ? [] : [["sign-turned", turned] as const]),
  ];
}

interface RubricView {
  readonly id: string;
  readonly isNegative: boolean;
  readonly content: ReadonlySet<string>;
  /** Numbers and quoted words: rubrics that differ in them ask for different things. */
  readonly particulars: string;
}

function viewOf({ id, weight, criterion }: Rubric): RubricView {
  const particulars = criterion.match(/\d[\d.,]*|[“‘「『《'"][^”’」』》'"]+[”’」』》'"]/gu) ?? [];
  return {
    id,
    isNegative: weight < 0,
    content: sentenceView(criterion).content,
    particulars: particulars.toSorted((a, b) => a.localeCompare(b)).join(" "),
  };
}

/** With fewer words nothing can be said of an overlap. */
const fewestWords = 4;
/** Two rubrics that share this part of all their words ask for the same. */
const sameWords = 0.75;

function lintPairs(own: RubricView, earlier: readonly RubricView[]): Found {
  if (own.content.size < fewestWords) return [];
  const other = earlier.find((view) => {
    const shared = [...own.content].filter((word) => view.content.has(word)).length;
    const all = own.content.size + view.content.size - shared;
    return view.particulars === own.particulars && shared / all >= sameWords;
  });
  if (other === undefined) return [];
  return [[other.isNegative === own.isNegative ? "overlaps" : "counts-twice", other.id]];
}

function lintTopic(
  { criterion, role }: Rubric,
  own: RubricView,
  around: {
    readonly language: string;
    readonly prompt: ReadonlySet<string>;
    readonly others: readonly RubricView[];
  },
): Found {
  const language = languageOf(criterion);
  if (language !== around.language && (around.language === "zh" || language === "zh")) {
    return [["other-language", language]];
  }
  const inPrompt = [...own.content].some((word) => around.prompt.has(word));
  if (inPrompt || own.content.size < fewestWords || around.prompt.size < fewestWords) return [];
  const inOthers = around.others.some(
    ({ content }) => [...own.content].filter((word) => content.has(word)).length > 1,
  );
  if (!inOthers) return [["off-topic", criterion]];
  return role === "explicit" ? [["not-in-task", criterion]] : [];
}
