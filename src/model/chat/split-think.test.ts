import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ContentPiece, ThinkSplitter } from "./split-think.ts";

interface Part {
  type: "text" | "reasoning";
  text: string;
  channel?: string;
}

function split(chunks: readonly string[], holdForClose = false): Part[] {
  const splitter = new ThinkSplitter({ holdForClose });
  const pieces: ContentPiece[] = [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
  const parts: Part[] = [];
  for (const piece of pieces) {
    const last = parts.at(-1);
    const isNew = piece.type === "reasoning" ? piece.opens : last?.type !== "text";
    if (isNew || last === undefined) {
      const channel = piece.type === "reasoning" ? { channel: piece.channel } : {};
      parts.push({ type: piece.type, text: piece.text, ...channel });
    } else last.text += piece.text;
  }
  return parts;
}

function joined(parts: readonly Part[]): string {
  return parts
    .map(({ channel, text }) => {
      if (channel === undefined) return text;
      return channel === "think-tags" ? `<think>${text}</think>` : `${text}</think>`;
    })
    .join("");
}

const fragment = fc.oneof(
  fc.constantFrom(
    "<think>",
    "</think>",
    "<answer>",
    "</answer>",
    "\n",
    " ",
    "<",
    ">",
    "<thi",
    "think",
    "</",
    "思考",
    "😀",
  ),
  fc.string({ maxLength: 6 }),
);
const content = fc.array(fragment, { maxLength: 20 }).map((fragments) => fragments.join(""));
const cuts = fc.array(fc.nat(), { maxLength: 30 });

function cut(text: string, places: readonly number[]): string[] {
  const sorted = [...new Set(places.map((place) => place % (text.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...sorted].map((start, index) => text.slice(start, sorted[index] ?? text.length));
}

describe("ThinkSplitter", () => {
  test("gives the same parts wherever the chunks were cut", () => {
    fc.assert(
      fc.property(content, cuts, fc.boolean(), (text, places, hold) => {
        expect(split(cut(text, places), hold)).toEqual(split([text], hold));
      }),
      { numRuns: 2000 },
    );
  });

  test("loses nothing: parts joined with their tags are the content", () => {
    fc.assert(
      fc.property(content, cuts, fc.boolean(), (text, places, hold) => {
        const back = joined(split(cut(text, places), hold));
        expect([text, `${text}</think>`]).toContain(back);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([1, 2, 3, 5, 7, 100])("separates a thought from the text in chunks of %i", (size) => {
    const text = "<think>\nA < B, so </thin\n</think>\n\nThe <answer>x</answer>";
    const chunks = text.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [];
    expect(split(chunks)).toEqual([
      { type: "reasoning", text: "\nA < B, so </thin\n", channel: "think-tags" },
      { type: "text", text: "\n\nThe <answer>x</answer>" },
    ]);
  });

  test("keeps an empty thought and two thoughts in a row apart", () => {
    expect(split(["<think></think><think>b</think>c"])).toEqual([
      { type: "reasoning", text: "", channel: "think-tags" },
      { type: "reasoning", text: "b", channel: "think-tags" },
      { type: "text", text: "c" },
    ]);
  });

  test("takes a thought that is never closed as a thought", () => {
    expect(split(["<think>still at it"])).toEqual([
      { type: "reasoning", text: "still at it", channel: "think-tags" },
    ]);
  });

  test("leaves the tag alone in mid-line and inside an answer", () => {
    const inline = "R1 writes <think> first";
    const answer = "<answer>\n<think>\nis how a thought starts</answer>";
    expect(split([inline])).toEqual([{ type: "text", text: inline }]);
    expect(split([answer])).toEqual([{ type: "text", text: answer }]);
  });

  test("a lone closing tag ends a thought only when one may have been opened by the prompt", () => {
    const text = "I should put it in <answer>.\n</think>\n\nDone";
    expect(split([text])).toEqual([{ type: "text", text }]);
    expect(split([text], true)).toEqual([
      { type: "reasoning", text: "I should put it in <answer>.\n", channel: "think-end-tag" },
      { type: "text", text: "\n\nDone" },
    ]);
  });

  test("shows text at once when no thought may be open", () => {
    const splitter = new ThinkSplitter({ holdForClose: false });
    expect(splitter.push("Hello <b")).toEqual([
      { type: "text", text: "Hello " },
      { type: "text", text: "<" },
      { type: "text", text: "b" },
    ]);
  });
});
