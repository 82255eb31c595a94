import type { AnswerKind } from "../question.ts";
import { chineseKind } from "./chinese-kind.ts";
import type { QuestionDraft } from "./question-draft.ts";

const persons =
  /(?:作者|导演|主演|演员|歌手|作曲|作词|创始人|创办人|发明人|发明者|发现者|创造者|主席|总统|总理|国王|皇帝|校长|院长|市长|省长|部长|会长|董事长|父亲|母亲|妻子|丈夫|儿子|女儿|哥哥|弟弟|姐姐|妹妹|老师|学生|队长|教练|继任者|前任|配偶|人|者|家)$/;
const places = /(?:国家|国|城市|首都|省会|省|市|县|州|出生地|故乡|家乡|所在地|总部|地方|地区)$/;
const named = /《[^》]+》|“[^”]+”|「[^」]+」|[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]*)*|\d{4}年/;
const askTail =
  /(?:是|在|为|叫|有|于|位于|出生于|毕业于|成立于)?(?:谁|哪位|哪里|哪儿|哪个[^的]{0,6}|哪所[^的]{0,4}|哪一?年|何时|何地|什么时候|什么名字|什么|多少|多大|多长|多久|几[^的]{0,4}).*$/;

/**
 * Takes a chain of 的 apart, innermost first: “《X》的作者的出生地在哪里” asks for the author, then for
 * where that person was born. Empty when the question names nothing to start from or has one step only.
 */
export function chineseChain(clause: string): readonly QuestionDraft[] {
  const question = clause.replace(/[？?。\s]+$/, "");
  const tail = askTail.exec(question);
  const body = tail === null ? question : question.slice(0, tail.index);
  const steps = splitAtDe(body);
  const start = steps.findIndex((step) => named.test(step));
  if (steps.length < 2 || start < 0 || !isStepwise(steps)) return [];
  const [first = "", second = "", ...more] = steps;
  // The last step is what the question itself asks for, unless its verb does: “…的作者毕业于哪所大学”.
  const hasVerb = /(?:毕业于|出生于|成立于|位于|死于|生于|来自|就读于)/.test(tail?.[0] ?? "");
  const nouns = hasVerb ? [second, ...more] : [second, ...more].slice(0, -1);
  if (nouns.length === 0) return [];
  const links = nouns.map((noun, index) => linkDraft({ noun, index, first, nouns }));
  const rest = question.slice([first, ...nouns].join("的").length).replace(/^的/, "");
  return [
    ...links,
    {
      text: `${question}？`,
      own: rest.replace(/(?:是|在)?(?:谁|哪里|哪儿|什么|哪所|哪个)/g, " "),
      kind: chineseKind(question),
      heading: question.slice(0, 32),
      template: `{}${hasVerb ? "" : "的"}${rest}`,
      dependsOn: [links.length - 1],
    },
  ];
}

interface Step {
  readonly noun: string;
  readonly index: number;
  readonly first: string;
  readonly nouns: readonly string[];
}

function linkDraft({ noun, index, first, nouns }: Step): QuestionDraft {
  const phrase = [first, ...nouns.slice(0, index + 1)].join("的");
  const kind: AnswerKind = persons.test(noun) ? "person" : places.test(noun) ? "place" : "fact";
  const asker = kind === "person" ? "是谁" : kind === "place" ? "是哪里" : "是什么";
  return {
    text: `${phrase}${asker}？`,
    own: index === 0 ? phrase.replace(/的/g, " ") : noun,
    kind,
    heading: phrase.slice(0, 32),
    template: index === 0 ? phrase : `{}的${noun}`,
    dependsOn: index === 0 ? [] : [index - 1],
  };
}

function splitAtDe(text: string): readonly string[] {
  const steps: string[] = [];
  let depth = 0;
  let current = "";
  for (const character of text) {
    if (/[《“「]/.test(character)) depth += 1;
    if (/[》”」]/.test(character)) depth -= 1;
    if (character === "的" && depth === 0) {
      steps.push(current);
      current = "";
    } else current += character;
  }
  steps.push(current);
  return steps.filter((step) => step !== "");
}

/** Every later step stands in a relation to the one before, as a person, a place or an organisation does. */
function isStepwise(steps: readonly string[]): boolean {
  const relation = /(?:公司|大学|学校|协会|机构|组织|球队|乐队|电影|小说|专辑|母校|出版社|党|部门)$/;
  return (
    steps.slice(1).every((step) => step.length <= 12) &&
    steps.slice(1).some((step) => persons.test(step) || places.test(step) || relation.test(step))
  );
}
