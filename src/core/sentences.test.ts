import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitSentences } from "./sentences.ts";

const pieces = (text: string) => splitSentences(text).map((sentence) => sentence.text.trim());

const fragments = fc.constantFrom(
  "Mr. Smith paid $1.5 million. ",
  "第十条规定：“期限为三十日。逾期不予受理。”",
  "他问：“可以吗？”可以。",
  '"Stop!" he said. ',
  "- item one.\n",
  "| a | b. |\n",
  "\n\n",
  "  \n",
  "(see Fig. 3. It is old) ",
  "\\cite{web_0a1b2c3d}",
  " [1, 2]",
  "U.S. law ",
  "。",
  "“",
  "(",
  "`",
  '"',
  "> quoted\n> on. Two\n",
  "\u{1F600}",
);

describe("splitSentences", () => {
  test("pieces join to the input and their offsets are right, for any text", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc
        .array(fc.oneof(fragments, fc.string({ maxLength: 12 })), { maxLength: 30 })
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (input) => {
        const sentences = splitSentences(input);
        expect(sentences.map((sentence) => sentence.text).join("")).toBe(input);
        let position = 0;
        for (const sentence of sentences) {
          expect(sentence.start).toBe(position);
          expect(sentence.end).toBeGreaterThan(sentence.start);
          expect(input.slice(sentence.start, sentence.end)).toBe(sentence.text);
          position = sentence.end;
        }
        expect(position).toBe(input.length);
      }),
      { numRuns: 1000 },
    );
  });

  test("takes time linear in the length on hostile input", () => {
    for (const unit of ["(", "“", '"', "`", "*.", "。**", ".", "Mr. ", "\n", " ", "[1]", "\\cite{", "。”"]) {
      expect(splitSentences(unit.repeat(20_000)).length).toBeGreaterThan(0);
    }
  });

  test.each([
    ["Apply online. Pay the fee. Wait.", ["Apply online.", "Pay the fee.", "Wait."]],
    [
      "Dr. Lee of the U.S. Navy met J. K. Rowling. They spoke.",
      ["Dr. Lee of the U.S. Navy met J. K. Rowling.", "They spoke."],
    ],
    [
      "It costs $1.5 million, e.g. in Fig. 3. See No. 5.",
      ["It costs $1.5 million, e.g. in Fig. 3.", "See No. 5."],
    ],
    ["She lives in the U.S. The law is federal.", ["She lives in the U.S.", "The law is federal."]],
    ["Is it free? No. It costs 5 USD!", ["Is it free?", "No.", "It costs 5 USD!"]],
    ["On Jan. 5 it opened. In Jan. it closed.", ["On Jan. 5 it opened.", "In Jan. it closed."]],
    ['"Stop!" he said. "Go."', ['"Stop!" he said.', '"Go."']],
    ["It says “Renew it. Do not wait.” Then it ends.", ["It says “Renew it. Do not wait.”", "Then it ends."]],
    ["A fee applies (see § 4. It is small). Pay it.", ["A fee applies (see § 4. It is small).", "Pay it."]],
  ])("English: %s", (input, expected) => {
    expect(pieces(input)).toEqual(expected);
  });

  test.each([
    ["申请人应当提交材料。期限为3.5个月。", ["申请人应当提交材料。", "期限为3.5个月。"]],
    [
      "第十条规定：“期限为三十日。逾期不予受理。”第二款另有规定。",
      ["第十条规定：“期限为三十日。逾期不予受理。”", "第二款另有规定。"],
    ],
    ["他问：“可以吗？”对方说可以。真的吗？真的！", ["他问：“可以吗？”对方说可以。", "真的吗？", "真的！"]],
    [
      "它是旧的。**新的**是这个。**全部都旧。**完",
      ["它是旧的。", "**新的**是这个。", "**全部都旧。**", "完"],
    ],
    ['他来了。"你好。"他说。', ["他来了。", '"你好。"', "他说。"]],
    ["已检索：“多少天？”；“如何计算”。完。", ["已检索：“多少天？”；“如何计算”。", "完。"]],
    ["根据《民法典》第1043条。（一）前项", ["根据《民法典》第1043条。", "（一）前项"]],
  ])("Chinese: %s", (input, expected) => {
    expect(pieces(input)).toEqual(expected);
  });

  test("citation marks behind the full stop stay with their sentence", () => {
    expect(
      pieces("One fact. \\cite{web_00000001} Two facts.\\cite{web_00000002}\\cite{web_00000003} End [4]."),
    ).toEqual([
      "One fact. \\cite{web_00000001}",
      "Two facts.\\cite{web_00000002}\\cite{web_00000003}",
      "End [4].",
    ]);
    expect(pieces("第一句。\\cite{web_00000001}第二句\\cite{web_00000002}。第三句。[1]")).toEqual([
      "第一句。\\cite{web_00000001}",
      "第二句\\cite{web_00000002}。",
      "第三句。[1]",
    ]);
  });

  test("headings, list items and table rows are pieces of their own; wrapped lines are not", () => {
    const text =
      "# Title\nA line that\nwraps here.\n\n- one\n- two. And more.\n1. first\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
    expect(pieces(text)).toEqual([
      "# Title",
      "A line that\nwraps here.",
      "- one",
      "- two.",
      "And more.",
      "1. first",
      "| a | b |",
      "|---|---|",
      "| 1 | 2 |",
    ]);
    expect(pieces("条件：\n（一）年满十八周岁；\n（二）有住所。")).toEqual([
      "条件：",
      "（一）年满十八周岁；",
      "（二）有住所。",
    ]);
  });
});
