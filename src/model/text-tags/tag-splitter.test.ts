import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ContentPiece, TagSplitter, type TagSplitterOptions } from "./tag-splitter.ts";

const reading: TagSplitterOptions = { holdForClose: false, readsCalls: true };

/** Thoughts, texts and calls, each as one string with its tags. */
function split(chunks: readonly string[], options = reading): string[] {
  const splitter = new TagSplitter(options);
  const pieces: ContentPiece[] = [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
  const parts: { type: string; text: string; channel?: string }[] = [];
  for (const piece of pieces) {
    const last = parts.at(-1);
    if (piece.type === "call") parts.push({ type: "call", text: piece.opening + piece.body + piece.closing });
    else if (piece.type === "unclosed-reasoning") Object.assign(last ?? {}, { channel: "think-open-tag" });
    else if (last?.type === piece.type && !("opens" in piece && piece.opens)) last.text += piece.text;
    else parts.push({ ...piece });
  }
  return parts.map(({ type, text, channel }) => {
    if (type !== "reasoning") return `${type}: ${text}`;
    const open = channel === "think-end-tag" ? "" : "<think>";
    return `thought: ${open}${text}${channel === "think-open-tag" ? "" : "</think>"}`;
  });
}

const joined = (parts: readonly string[]): string => parts.map((part) => part.replace(/^\w+: /, "")).join("");

const call = '<toolcall>{"name": "todo", "arguments": {"updates": {}}}</toolcall>';
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
    "</",
    "```",
    "`",
  ),
  fc.constantFrom(
    "<toolcall>",
    "</toolcall>",
    "<tool_call>",
    "</tool_call>",
    "<tool",
    "{",
    '{"name": "a"}',
    '"',
  ),
  fc.constantFrom(call, `\n${call}`, "思考", "😀", '{"name": "a", "arguments": {"b": "'),
  fc.string({ maxLength: 6 }),
);
const content = fc.array(fragment, { maxLength: 20 }).map((fragments) => fragments.join(""));
const withResponses = fc
  .array(fc.oneof(fragment, fc.constantFrom("<tool_response>", "\n<tool_response>")), { maxLength: 20 })
  .map((fragments) => fragments.join(""));
const cuts = fc.array(fc.nat(), { maxLength: 30 });
const settings = fc.record({ holdForClose: fc.boolean(), readsCalls: fc.boolean() });

function cut(text: string, places: readonly number[]): string[] {
  const sorted = [...new Set(places.map((place) => place % (text.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...sorted].map((start, index) => text.slice(start, sorted[index] ?? text.length));
}

describe("TagSplitter", () => {
  test("gives the same parts wherever the chunks were cut", () => {
    fc.assert(
      fc.property(withResponses, cuts, settings, (text, places, options) => {
        const whole = split([text], options);
        expect(split(cut(text, places), options)).toEqual(whole);
        expect(split(text.split(""), options)).toEqual(whole);
      }),
      { numRuns: 2000 },
    );
  });

  test("loses nothing: parts joined with their tags are the content", () => {
    fc.assert(
      fc.property(content, settings, (text, options) => {
        expect(joined(split([text], options))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test("drops nothing but tool results that the model made up behind a call", () => {
    const text = `${call}\n<tool_response>\nMade up.\n</tool_response>\n<answer>So.</answer>`;
    expect(split([text])).toEqual([`call: ${call}`, "text: \n"]);
    expect(split(["<tool_response>quoted</tool_response>"])).toHaveLength(1);
    fc.assert(
      fc.property(withResponses, (written) => {
        const kept = joined(split([written]));
        expect(written.startsWith(kept)).toBe(true);
        expect(written.slice(kept.length)).toMatch(/^$|^<tool_response>/);
      }),
    );
  });

  test.each([1, 2, 3, 5, 7, 100])("separates thought, text and calls in chunks of %i", (size) => {
    const second = '<tool_call>\n{"name": "file", "arguments": {"a": "</tool_call>"}}\n</tool_call>';
    const text = `<think>\nA < B, so </thin\n</think>\n\nLook: ${call}${second}\n`;
    const chunks = text.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [];
    expect(split(chunks)).toEqual([
      "thought: <think>\nA < B, so </thin\n</think>",
      "text: \n\nLook: ",
      `call: ${call}`,
      `call: ${second}`,
      "text: \n",
    ]);
  });

  test.each([
    ["inside an answer", `<answer>\n<think>\n${call}</answer>`],
    ["in a code fence", `Like this:\n\`\`\`xml\n${call}\n<think>\n\`\`\`\n`],
    ["in inline code", `Write \`${call}\` then`],
    ["in quotes", `It says "${call}" there`],
    ["in mid-line without JSON behind it", "The <toolcall> tag and the <think> tag"],
  ])("leaves tags alone %s", (_, text) => {
    expect(split([text])).toEqual([`text: ${text}`]);
  });

  test("reads calls again behind code and behind an answer", () => {
    for (const text of [
      `\`\`\`\n<toolcall>\n\`\`\`\n${call}`,
      `a \` b\n${call}`,
      `<answer>x</answer>${call}`,
    ]) {
      expect(split([text]).at(-1)).toBe(`call: ${call}`);
    }
  });

  test("does not take an answer that is only talked about for one", () => {
    const text = `The report goes into "<answer>" or \`<answer>\`.\n`;
    expect(split([`${text}${call}`])).toEqual([`text: ${text}`, `call: ${call}`]);
  });

  test("ends a call that is not closed at the next tag that begins a line", () => {
    const open = '<toolcall>{"name": "todo", "arguments": {}}\n';
    expect(split([`${open}${call}`])).toEqual([`call: ${open}`, `call: ${call}`]);
    expect(split([`${open}<answer>x</answer>`])).toEqual([`call: ${open}`, "text: <answer>x</answer>"]);
    expect(split([open])).toEqual([`call: ${open}`]);
    expect(split(["<toolcall>"])).toEqual(["call: <toolcall>"]);
  });

  test("ends a call that cannot be read at its first closing tag", () => {
    const broken = "<toolcall>search tides</toolcall>";
    expect(split([`${broken}\n${call} so </toolcall>`])).toEqual([
      `call: ${broken}`,
      "text: \n",
      `call: ${call}`,
      "text:  so </toolcall>",
    ]);
  });

  test("takes an action for meant behind a thought that is never closed", () => {
    expect(split([`<think>Look it up.\n${call}`])).toEqual([
      "thought: <think>Look it up.\n",
      `call: ${call}`,
    ]);
    expect(split(["<think>So.\n<answer>42</answer>"])).toEqual([
      "thought: <think>So.\n",
      "text: <answer>42</answer>",
    ]);
    expect(split([`<think>I could\n${call}\nbut no.</think>x`])).toEqual([
      `thought: <think>I could\n${call}\nbut no.</think>`,
      "text: x",
    ]);
    expect(split(["<think>still at it"])).toEqual(["thought: <think>still at it"]);
  });

  test("keeps an empty thought and two thoughts in a row apart", () => {
    expect(split(["<think></think><think>b</think>c"])).toEqual([
      "thought: <think></think>",
      "thought: <think>b</think>",
      "text: c",
    ]);
  });

  test("a lone closing tag ends a thought only when one may have been opened by the prompt", () => {
    const text = `I should put it in <answer>.\n</think>\n\n${call}`;
    expect(split([text])).toEqual([`text: ${text}`]);
    expect(split([text], { ...reading, holdForClose: true })).toEqual([
      "thought: I should put it in <answer>.\n</think>",
      "text: \n\n",
      `call: ${call}`,
    ]);
  });

  test("takes the tags of calls for text where calls come another way", () => {
    expect(split([call], { holdForClose: true, readsCalls: false })).toEqual([`text: ${call}`]);
  });

  test("shows text at once when no thought may be open", () => {
    const splitter = new TagSplitter({ ...reading, readsCalls: false });
    const shown = splitter.push("Hello <b").map((piece) => ("text" in piece ? piece.text : ""));
    expect(shown.join("")).toBe("Hello <b");
  });

  test("stays fast on long calls in small chunks and on endless closing tags", () => {
    const long = `<toolcall>{"name": "file", "arguments": {"content": "${"> x ".repeat(50_000)}"}}</toolcall>`;
    expect(split(long.match(/[\s\S]{1,4}/g) ?? [])).toEqual([`call: ${long}`]);
    const endless = `<toolcall>{"a": "${"</toolcall>".repeat(20_000)}`;
    expect(joined(split(endless.match(/[\s\S]{1,11}/g) ?? []))).toBe(endless);
  });
});
