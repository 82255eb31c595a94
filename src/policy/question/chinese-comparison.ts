import { subjectWords } from "./chinese-subject.ts";
import { type Comparison, shareHead } from "./english-comparison.ts";
import type { QuestionDraft } from "./question-draft.ts";
import { chineseKind } from "./chinese-kind.ts";

const marks = "(?:和|与|跟|同|及|以及|、|vs\\.?|VS\\.?)";
const differ = "(?:区别|不同|差异|差别|异同|变化|对比|比较|改变|不一样)";
const asks =
  "(?:之间)?(?:相比)?[，,]?(?:到底)?(?:的)?(?:主要|具体|本质)?(?:有|存在|发生|是)?(?:着|了)?(?:什么|哪些|何|怎样的|多大)?(?:的)?(?:主要|本质|根本|重大|重要|具体)?";
const place = "(?:上|方面|问题上|的规定上|的规定方面)?";
const forms: readonly RegExp[] = [
  new RegExp(`^在?(?<aspects>.{2,30}?)(?:上|方面)[，,](?<a>.+?)${marks}(?<b>.+?)${asks}${differ}`),
  new RegExp(
    `^(?:比较|对比)?(?:一下)?(?<a>.+?)${marks}(?<b>.+?)(?:之间)?(?:相比)?[，,]?(?:在|就|对于|关于)(?<aspects>.{2,40}?)${place}${asks}${differ}`,
  ),
  new RegExp(
    `^(?:比较|对比)(?:一下)?(?<a>.+?)${marks}(?<b>.+?)(?:在|就|对于|关于)(?<aspects>.{2,40}?)(?:上|方面)?$`,
  ),
  new RegExp(`^(?:比较|对比)(?:一下)?(?<a>.+?)${marks}(?<b>.+?)(?:的?${differ})?$`),
  new RegExp(
    `^(?<a>.+?)${marks}(?<b>[^的]+?)(?:之间)?的(?!${differ}|主要|具体|本质)(?<aspects>.{2,20}?)${asks}${differ}`,
  ),
  new RegExp(
    `^(?<a>[^的《》]{2,16})的(?<aspects>[^的和与跟同及、]{2,12})${marks}(?<b>[^的]{2,16}?)(?:的\\k<aspects>)?${asks}${differ}`,
  ),
  new RegExp(`^(?<a>.+?)${marks}(?<b>.+?)${asks}${differ}`),
  /^(?<a>.+?)(?:和|与|跟)(?<b>.+?)(?:哪个|谁|哪一个)更?(?<aspects>.{0,12})$/,
];
const versions = new RegExp(`^新旧(?<name>.+?)(?:在(?<aspects>.{2,30}?)${place})?${asks}${differ}`);
const revised = new RegExp(
  `^(?<name>.+?)(?:修订|修改|修正)前后(?:在(?<aspects>.{2,30}?)${place})?${asks}${differ}`,
);

/** Reads “A和B在C上有什么不同”, “比较A与B”; undefined for other questions. */
export function chineseComparison(clause: string): Comparison | undefined {
  const text = clause.replace(/[？?。\s]+$/, "");
  const renewed = (versions.exec(text) ?? revised.exec(text))?.groups;
  if (renewed !== undefined) {
    return {
      sides: [`旧${renewed["name"]}`, `新${renewed["name"]}`],
      aspects: splitAspects(renewed["aspects"] ?? ""),
    };
  }
  for (const form of forms) {
    const { a, b, aspects } = form.exec(text)?.groups ?? {};
    if (a === undefined || b === undefined || a === "" || b === "") continue;
    const inWhat =
      aspects === undefined || aspects === "" || /^(?:什么|哪些)/.test(aspects) ? [] : splitAspects(aspects);
    return { sides: shareChineseHead(a.trim(), b.trim()), aspects: inWhat };
  }
  return undefined;
}

function splitAspects(text: string): readonly string[] {
  return text
    .split(/[、，,]|以及|和|与|及/)
    .map((item) => item.replace(/^(?:的|关于|对)|(?:上|方面|的|规定)$/g, "").trim())
    .filter((item) => item.length >= 2);
}

const dated =
  /^(?:\d{4}年?|[一二三四五六七八九〇零]{4}年|新|旧|老|修订前|修订后|修改前|修改后|现行|原)(?:版|的)?$/;

/** “2018年和2023年公司法”: the side that leaves out the name takes it from the other. */
export function shareChineseHead(a: string, b: string): readonly [string, string] {
  if (dated.test(a)) {
    const rest = b.replace(
      /^(?:\d{4}年?|[一二三四五六七八九〇零]{4}年|新|旧|老|修订前|修订后|修改前|修改后|现行|原)(?:版|的)?/,
      "",
    );
    if (rest !== b && rest !== "") return [a + rest, b];
  }
  if (dated.test(b)) {
    const rest = a.replace(/(?:\d{4}年?|新|旧|老|现行|原)(?:版|的)?/, "");
    if (rest !== a && rest !== "") return [a, b + rest];
  }
  return shareHead(a, b);
}

/** One draft for every side and aspect, then the comparison itself, which needs them all. */
export function chineseComparisonDrafts(
  clause: string,
  { sides, aspects }: Comparison,
): readonly QuestionDraft[] {
  const parts = sides.flatMap((side) =>
    (aspects.length === 0 ? [""] : aspects).map((aspect): QuestionDraft => {
      const kind = aspect === "" ? "definition" : chineseKind(aspect);
      return {
        text: aspect === "" ? `${side}的主要内容` : `${side}：${aspect}`,
        own: subjectWords(`${side} ${aspect}`, { suffixes: true }),
        kind: kind === "comparison" ? "fact" : kind,
        heading: aspect === "" ? side : `${side}：${aspect}`,
        side,
        dependsOn: [],
      };
    }),
  );
  const heading =
    aspects.length === 0 ? `${sides.join("与")}对比` : `${sides.join("与")}对比：${aspects.join("、")}`;
  return [
    ...parts,
    {
      text: clause,
      own: aspects.map((aspect) => subjectWords(aspect)).join(" "),
      kind: "comparison",
      heading,
      dependsOn: parts.map((_, index) => index),
    },
  ];
}
