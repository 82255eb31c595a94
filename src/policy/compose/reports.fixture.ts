import type { BriefFixture, PassageFixture } from "./brief.fixture.ts";

export const embassy: PassageFixture = {
  title: "Lost or stolen passports",
  publisher: "USA.gov",
  published: "2025-01-06",
  headings: ["Replacements outside the U.S."],
  index: 4,
  text: "If you are outside the U.S., contact your nearest [U.S. embassy or consulate](https://e.example) to replace your lost passport. In some cases, you may be able to get a limited-validity passport if there is not enough time. [Learn more about passports lost abroad.](https://l.example)",
};
export const inside: PassageFixture = {
  title: "Lost or stolen passports",
  publisher: "USA.gov",
  published: "2025-01-06",
  headings: ["Replacements inside the U.S."],
  index: 3,
  text: "If you are in the U.S. and your passport is lost, you must use Form DS-11 to apply for a new passport in person.",
};
export const fees: PassageFixture = {
  title: "Passport fees",
  publisher: "State Department",
  published: "2024-04-01",
  text: "| Passport | Fee |\n| --- | --- |\n| Emergency passport issued abroad | $165 |\n| Passport card | $30 |",
  for: ["q2"],
};
export const report: PassageFixture = {
  title: "Lost or stolen passports",
  publisher: "USA.gov",
  published: "2025-01-06",
  headings: ["How to report your lost or stolen passport"],
  index: 2,
  text: "You must report a lost passport to the State Department right away:\n\n- Online: Use the online tool.\n- By phone: Call 1-877-487-2778.\n- By mail: Use Form DS-64.",
};
export const lost: BriefFixture = {
  question: "I lost my passport abroad and fly home in three days: what do I do and what does it cost?",
  topic: "lost passport abroad",
  constraints: ["in three days"],
  asks: [
    {
      id: "q1",
      text: "What do I do about a lost passport abroad?",
      heading: "What to do",
      kind: "procedure",
    },
    { id: "q2", text: "What does an emergency passport cost abroad?", heading: "Cost", kind: "amount" },
  ],
  passages: [embassy, inside, fees, report],
};

export const probation: PassageFixture = {
  title: "中华人民共和国劳动合同法",
  published: "2012-12-28",
  language: "zh",
  headings: ["第二章 劳动合同的订立"],
  index: 19,
  text: "第十九条 劳动合同期限三个月以上不满一年的，试用期不得超过一个月；三年以上固定期限和无固定期限的劳动合同，试用期不得超过六个月。\n\n同一用人单位与同一劳动者只能约定一次试用期。",
};
export const wages: PassageFixture = {
  ...probation,
  index: 20,
  text: "第二十条 劳动者在试用期的工资不得低于本单位相同岗位最低档工资或者劳动合同约定工资的百分之八十，并不得低于用人单位所在地的最低工资标准。",
};
export const trialSale: PassageFixture = {
  ...probation,
  title: "中华人民共和国民法典",
  published: "2020-05-28",
  headings: ["第九章 买卖合同"],
  text: "第六百三十七条 试用买卖的当事人可以约定标的物的试用期限。",
  relevance: 0.3,
};
export const labour: BriefFixture = {
  question: "劳动合同的试用期最长可以约定多久？试用期工资有什么规定？",
  language: "zh",
  topic: "劳动合同试用期",
  asks: [
    { id: "q1", text: "劳动合同的试用期最长可以约定多久？", heading: "试用期最长期限", kind: "duration" },
    { id: "q2", text: "劳动合同试用期的工资有什么规定？", heading: "试用期工资", kind: "requirement" },
  ],
  passages: [probation, wages, trialSale],
};

export const old: PassageFixture = {
  title: "中华人民共和国公司法",
  published: "2018-10-26",
  language: "zh",
  headings: ["第二章 有限责任公司的设立"],
  index: 26,
  text: "第二十六条 有限责任公司的注册资本为在公司登记机关登记的全体股东认缴的出资额。\n\n法律对注册资本实缴另有规定的，从其规定。",
};
export const current: PassageFixture = {
  ...old,
  published: "2023-12-29",
  index: 47,
  text: "第四十七条 有限责任公司的注册资本为在公司登记机关登记的全体股东认缴的出资额。全体股东认缴的出资额由股东按照公司章程的规定自公司成立之日起五年内缴足。\n\n法律对注册资本实缴、股东出资期限另有规定的，从其规定。",
};
export const versions: BriefFixture = {
  question: "2018年和2023年公司法在股东出资期限上有什么不同？",
  language: "zh",
  topic: "公司法股东出资期限",
  asks: [
    {
      id: "q1",
      text: "2018年公司法：股东出资期限",
      heading: "2018年公司法：股东出资期限",
      kind: "duration",
      side: "2018年公司法",
    },
    {
      id: "q2",
      text: "2023年公司法：股东出资期限",
      heading: "2023年公司法：股东出资期限",
      kind: "duration",
      side: "2023年公司法",
    },
    {
      id: "q3",
      text: "有什么不同",
      heading: "2018年公司法与2023年公司法对比",
      kind: "comparison",
      dependsOn: ["q1", "q2"],
    },
  ],
  passages: [old, current],
};
