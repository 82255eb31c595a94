import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyseQuestion } from "./analyse-question.ts";
import { overviewId, type AnswerKind } from "./question.ts";

interface Case {
  readonly question: string;
  /** Expected sub-questions in order: what their text must contain, and their kind. */
  readonly parts: readonly (readonly [string, AnswerKind])[];
}

const severalParts: readonly Case[] = [
  {
    question: "What is the difference between a ferry and a barge, and who may steer each?",
    parts: [
      ["ferry", "definition"],
      ["barge", "definition"],
      ["difference between a ferry and a barge", "comparison"],
      ["Who may steer a ferry", "requirement"],
      ["Who may steer a barge", "requirement"],
    ],
  },
  {
    question: "My dog died. Who do I have to notify?",
    parts: [["Who do I have to notify", "procedure"]],
  },
  {
    question: "I lost my U.S. boat licence at sea. What do I do?",
    parts: [["lost U.S. boat licence", "procedure"]],
  },
  {
    question: "被公园处罚后如何提出申诉，期限是多久？",
    parts: [
      ["如何提出申诉", "procedure"],
      ["提出申诉的期限", "duration"],
    ],
  },
  {
    question:
      "I lost my passport abroad and fly home in three days: what do I do, what does it cost, and how long does it take?",
    parts: [
      ["lost passport abroad", "procedure"],
      ["lost passport abroad", "amount"],
      ["lost passport abroad", "duration"],
    ],
  },
  {
    question: "What is photosynthesis, why is it important and who discovered it?",
    parts: [
      ["What is photosynthesis", "definition"],
      ["Why is photosynthesis important", "reason"],
      ["Who discovered photosynthesis", "person"],
    ],
  },
  {
    question: "How do I renew my passport and how long does it take?",
    parts: [
      ["renew my passport", "procedure"],
      ["renew passport", "duration"],
    ],
  },
  {
    question: "Explain how mRNA vaccines work, what their side effects are, and who should not get them.",
    parts: [
      ["How mRNA vaccines work", "fact"],
      ["mRNA vaccines' side effects", "fact"],
      ["Who should not get mRNA vaccines", "person"],
    ],
  },
  {
    question: "What are the causes, symptoms and treatment of malaria?",
    parts: [
      ["causes of malaria", "reason"],
      ["symptoms of malaria", "list"],
      ["treatment of malaria", "fact"],
    ],
  },
  {
    question: "When and where was Marie Curie born?",
    parts: [
      ["When was Marie Curie born", "date"],
      ["Where was Marie Curie born", "place"],
    ],
  },
  {
    question: "If I lose my job, how do I get health insurance and what does it cost?",
    parts: [
      ["health insurance", "procedure"],
      ["health insurance", "amount"],
    ],
  },
  {
    question: "How can I build a raised garden bed, which wood is best, and how much soil do I need?",
    parts: [
      ["raised garden bed", "procedure"],
      ["Which wood is best", "list"],
      ["How much soil", "amount"],
    ],
  },
  {
    question: "What should I know about the EU AI Act, and when does it enter into force?",
    parts: [
      ["EU AI Act", "fact"],
      ["When does the EU AI Act enter into force", "date"],
    ],
  },
  {
    question: "劳动合同的试用期最长可以约定多久？试用期工资有什么规定？",
    parts: [
      ["劳动合同的试用期", "duration"],
      ["试用期工资", "requirement"],
    ],
  },
  {
    question: "护照丢了怎么办，要多少钱，多久能补办好？",
    parts: [
      ["护照丢了怎么办", "procedure"],
      ["护照丢了", "amount"],
      ["护照丢了", "duration"],
    ],
  },
  {
    question: "什么是碳中和，为什么重要，中国的目标是什么时候实现？",
    parts: [
      ["什么是碳中和", "definition"],
      ["碳中和", "reason"],
      ["中国的目标", "date"],
    ],
  },
  {
    question: "糖尿病的症状、原因和治疗方法有哪些？",
    parts: [
      ["糖尿病的症状", "list"],
      ["糖尿病的原因", "reason"],
      ["糖尿病的治疗方法", "procedure"],
    ],
  },
  {
    question: "工伤认定需要哪些材料？申请期限是多长？",
    parts: [
      ["工伤认定", "requirement"],
      ["工伤认定", "duration"],
    ],
  },
];

describe("a question with several parts", () => {
  it.each(severalParts)("is taken apart, each part on its own feet: $question", ({ question, parts }) => {
    const { subQuestions } = analyseQuestion(question);
    expect(subQuestions.map(({ kind }) => kind)).toEqual(parts.map(([, kind]) => kind));
    for (const [index, [text]] of parts.entries()) expect(subQuestions[index]?.text).toContain(text);
  });

  it.each([
    ["How much does a marriage licence cost in Nevada?", "amount"],
    ["How long is the Great Wall of China?", "duration"],
    ["Why did the Roman Empire fall?", "reason"],
    ["Who wrote The Brothers Karamazov?", "person"],
    ["Where do monarch butterflies spend the winter?", "place"],
    ["What documents do I need to register a car?", "requirement"],
    ["How does a heat pump work?", "fact"],
    ["How do I descale a kettle?", "procedure"],
    ["Do I have to pay tax on a gift?", "yes-no"],
    ["What is compound interest?", "definition"],
    ["Which planets have rings?", "list"],
    ["What year did the Berlin Wall fall?", "date"],
    ["唐朝为什么衰落？", "reason"],
    ["消费者买到假货可以要求几倍赔偿？", "amount"],
    ["光合作用是什么意思？", "definition"],
    ["谁发现了青霉素？", "person"],
    ["怎么申请专利？", "procedure"],
    ["公司注销需要什么材料？", "requirement"],
    ["长城在哪里？", "place"],
    ["加班要付加班费吗？", "yes-no"],
  ] as const)("asks one thing: %s", (question, kind) => {
    const { subQuestions } = analyseQuestion(question);
    expect(subQuestions.map((sub) => sub.kind)).toEqual([kind]);
  });
});

describe("a comparison", () => {
  it.each([
    [
      "What are the differences between the 2018 and 2023 Company Law?",
      ["2018 Company Law", "2023 Company Law"],
      [],
    ],
    [
      "What are the differences between type 1 and type 2 diabetes in symptoms and treatment?",
      ["type 1 diabetes", "type 2 diabetes"],
      ["symptoms", "treatment"],
    ],
    [
      "Compare the Roman Republic and the Roman Empire in terms of government, army and economy.",
      ["Roman Republic", "Roman Empire"],
      ["government", "army", "economy"],
    ],
    ["Which band was formed first, The Exies or Circus Diablo?", ["The Exies", "Circus Diablo"], []],
    ["Bonds vs stocks", ["Bonds", "stocks"], []],
    ["2018年和2023年公司法在股东出资期限上有什么不同？", ["2018年公司法", "2023年公司法"], ["股东出资期限"]],
    ["A股和港股有什么区别？", ["A股", "港股"], []],
    [
      "比较光合作用与呼吸作用在场所、条件和产物方面的不同",
      ["光合作用", "呼吸作用"],
      ["场所", "条件", "产物"],
    ],
    ["新旧个人所得税法有哪些变化？", ["旧个人所得税法", "新个人所得税法"], []],
    ["个体工商户和个人独资企业的区别是什么？", ["个体工商户", "个人独资企业"], []],
  ] as const)("has a part for every side and aspect, and itself: %s", (question, sides, aspects) => {
    const { subQuestions } = analyseQuestion(question);
    const whole = subQuestions.at(-1);
    const parts = subQuestions.slice(0, -1);
    expect([...new Set(parts.map((part) => part.side))]).toEqual([...sides]);
    expect(parts).toHaveLength(sides.length * Math.max(1, aspects.length));
    for (const aspect of aspects)
      expect(parts.filter((part) => part.text.includes(aspect))).toHaveLength(sides.length);
    expect(whole?.kind).toBe("comparison");
    expect(whole?.dependsOn).toEqual(parts.map((part) => part.id));
  });
});

describe("a nested question", () => {
  it.each([
    [
      "Who was the first president of the association which published Journal of Psychotherapy Integration?",
      [
        "association which published Journal of Psychotherapy Integration",
        "Who was the first president of {}",
      ],
    ],
    [
      "How many Publix stores are in the state that borders the east of the state where Hello Love's performer lived in when he died?",
      [
        "performer of Hello Love",
        "state where {} lived in when he died",
        "state that borders the east of {}",
        "How many Publix stores are in {}",
      ],
    ],
    [
      "What is the population of the capital of Australia?",
      ["capital of Australia", "What is the population of {}"],
    ],
    [
      "Who directed the film in which Jung Joon-young made his debut?",
      ["film in which Jung Joon-young made his debut", "Who directed {}"],
    ],
    [
      "出版《心理治疗整合杂志》的协会的第一任主席是谁？",
      ["出版《心理治疗整合杂志》的协会", "{}的第一任主席是谁"],
    ],
    ["《红楼梦》的作者毕业于哪所大学？", ["《红楼梦》的作者", "{}毕业于哪所大学"]],
  ] as const)("becomes links, innermost first: %s", (question, templates) => {
    const { subQuestions } = analyseQuestion(question);
    expect(subQuestions.map((sub) => sub.template)).toEqual([...templates]);
    for (const [index, sub] of subQuestions.entries()) {
      expect(sub.dependsOn).toEqual(index === 0 ? [] : [`q${index}`]);
    }
  });

  it.each([
    "Who is the author of Brand?",
    "How do I renew the passport that I lost in Paris?",
    "劳动合同的试用期最长可以约定多久？",
  ])("is left whole when there is only one step: %s", (question) => {
    expect(analyseQuestion(question).subQuestions).toHaveLength(1);
  });
});

describe("the kind of answer", () => {
  it.each([
    ["Who can get ferry passes?", "requirement"],
    ["Where do I renew my ferry pass?", "procedure"],
    ["Where is the ferry?", "place"],
    ["What is the lowest daily pay of a sailor?", "amount"],
    ["What do I have to show at the pier?", "requirement"],
    ["什么样的家庭可以免费乘船？", "requirement"],
    ["船主死后船归谁？", "fact"],
    ["沉船之后货物跟谁走？", "fact"],
  ] as const)("goes by the words of the question: %s", (question, kind) => {
    expect(analyseQuestion(question).subQuestions.map((sub) => sub.kind)).toEqual([kind]);
  });

  it("is put in the words of documents", () => {
    expect(analyseQuestion("Who can get ferry passes?").subQuestions[0]?.text).toBe(
      "Who is eligible for ferry passes?",
    );
    expect(analyseQuestion("无票乘船会怎么样？").subQuestions[0]?.text).toBe("无票乘船怎么处罚？");
    expect(analyseQuestion("公司拖欠工资怎么办？").subQuestions[0]?.text).toBe("用人单位拖欠工资怎么办？");
    expect(analyseQuestion("公司的股东要发工资吗？").subQuestions[0]?.text).toBe("公司的股东要发工资吗？");
  });
});

describe("the situation", () => {
  it.each([
    ["I lost my passport abroad and fly home in three days: what do I do?", ["fly home in three days"]],
    ["I live in Texas. Can I vote by mail, and do I need an ID?", ["I live in Texas"]],
    ["我在上海，护照在国外丢了，三天后回国，该怎么办？", ["我在上海", "三天后回国"]],
    ["How do I keep my boat licence after I lose my ship?", ["after I lose my ship"]],
    ["What do I do when my ship sinks?", []],
    ["My captain is selling the ship. Do I have to leave?", []],
    ["I'm losing my ship. Who can I call?", []],
    ["I'm living in Bergen. Who can I call?", ["I'm living in Bergen"]],
  ] as const)("is kept apart from what is asked: %s", (question, constraints) => {
    expect(analyseQuestion(question).constraints).toEqual([...constraints]);
  });
});

describe("a request about a topic", () => {
  it.each([
    "Tell me about the history of jazz.",
    "Give me an overview of quantum computing",
    "介绍一下量子计算。",
    "公司法对股东出资的规定",
  ])("is an overview: %s", (question) => {
    expect(analyseQuestion(question).subQuestions.map((sub) => sub.id)).toEqual([overviewId]);
  });
});

describe("any text", () => {
  it("gives at least one sub-question, ids without repetition and dependencies on earlier ones only", () => {
    const words = fc.constantFrom(
      ..."what how who the of and or , ? : . I my it 《法》 和 的 有什么 不同 2018年 公司法 Paris 's which country is".split(
        " ",
      ),
    );
    const text = fc.oneof(
      fc.string({ maxLength: 80 }),
      fc.array(words, { maxLength: 30 }).map((list) => list.join(" ")),
    );
    fc.assert(
      fc.property(text, (question) => {
        const { subQuestions } = analyseQuestion(question);
        const ids = subQuestions.map((sub) => sub.id);
        expect(ids.length).toBeGreaterThan(0);
        expect(new Set(ids).size).toBe(ids.length);
        for (const [index, sub] of subQuestions.entries()) {
          for (const needed of sub.dependsOn) expect(ids.slice(0, index)).toContain(needed);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("gives headings in the language of the report", () => {
    const { subQuestions } = analyseQuestion("What does a passport cost and how long does it take?", "zh");
    expect(subQuestions.map((sub) => sub.heading)).toEqual(["费用", "期限与时间"]);
  });
});
