import type { AnswerKind } from "../question.ts";

const patterns: readonly (readonly [AnswerKind, RegExp])[] = [
  ["comparison", /区别|不同|差异|差别|异同|相比|比较|对比|哪个更|谁更|变化|有何变|改了什么|修改了/],
  [
    "duration",
    /多久|多长时间|多少时间|多长|几天|几年|几个月|几小时|多少天|多少年|多少个?月|多少(?:个)?(?:工作)?日|期限|时限|时效|有效期|截止/,
  ],
  [
    "amount",
    /多少|多大|多高|多远|多重|几(?:个|次|人|名|元|岁|%|倍|成)|费用|价格|收费|金额|数额|比例|罚款|工资.{0,4}(?:标准|多)/,
  ],
  ["date", /何时|什么时候|什么时间|哪一?年|哪一?天|哪个?月|几月|几号|日期/],
  ["reason", /为什么|为何|原因|何以|怎么会|缘由/],
  [
    "requirement",
    /条件|材料|资格|要求|需要(?:准备|提供|提交|什么|哪些)|(?:什么|哪些|何)(?:证件|文件|手续)|(?:什么|哪些|如何|怎么|怎样|何种|何)规定|规定(?:是什么|有哪些)|能不能|可不可以|是否可以|可以吗|能否/,
  ],
  ["procedure", /怎么办|如何办|怎样办|怎么(?!样)|怎样|如何|步骤|流程|程序|手续|办法|方法|咋办/],
  ["person", /(?<![归由给])谁|哪位|何人|哪个人|什么人/],
  ["place", /哪里|哪儿|何地|何处|什么地方|哪个(?:城市|国家|省|地方|州|县)|哪国/],
  ["list", /哪些|有什么(?!后果|影响|意义|作用|责任|处罚)|哪几|列出|列举|包括什么|种类|类型/],
  ["definition", /什么是|是什么意思|什么意思|是指什么|指的是什么|何谓|含义|定义|是什么[？?]?$/],
  ["yes-no", /吗[？?]?$|是否|是不是|有没有|会不会|要不要|该不该|需不需要/],
];

/** What a Chinese clause asks for, by its words. */
export function chineseKind(clause: string): AnswerKind {
  const text = clause.replace(/[？?。！!\s]+$/, "");
  for (const [kind, pattern] of patterns) if (pattern.test(text)) return kind;
  return "fact";
}
