import fc from "fast-check";

/** What a model says when all is well, in both formats of calls. */
export const soundOutputs: readonly string[] = [
  '<think>\nPlan first.\n</think>\n<toolcall>{"name": "todo", "arguments": {"updates": {"a": {"task": "Find the fee", "status": "in_progress"}}}}</toolcall>',
  '<toolcall>\n{"name": "batch_web_surfer", "arguments": {"action": "batch_search", "queries": ["replacement passport fee", "护照 补发"], "topk": 5}}\n</toolcall>',
  'Let me read it. <tool_call>{"name": "batch_web_surfer", "arguments": {"action": "batch_open", "urls": ["https://example.org/passport"]}}</tool_call>',
  '<toolcall>{"name": "file", "arguments": {"action": "write", "path": "notes/a.md", "content": "# Fee\\nIt is \\"$130\\" \\\\cite{web_0123abcd}."}}</toolcall>\n<toolcall>{"name": "file", "arguments": {"action": "read", "path": "notes/a.md", "by": "line"}}</toolcall>',
  '<toolcall>{"name": "file", "arguments": {"action": "patch", "path": "notes/a.md", "hunks": [{"before": "It is ", "text": "nothing", "after": " \\\\cite"}]}}</toolcall>',
  "<toolcall>{'name': 'file', 'arguments': {'action': 'append', 'path': 'notes/b.md', 'content': 'more',}}</toolcall>",
  '<toolcall>[{"name": "file", "arguments": {"action": "list"}}, {"name": "file", "arguments": {"action": "stat", "path": "notes"}}]</toolcall>',
  '<toolcall>{"name": "shell", "arguments": {"cmd": "rm -rf ."}}</toolcall>',
];

const tags = [
  "<toolcall>",
  "</toolcall>",
  "<tool_call>",
  "</tool_call>",
  "<think>",
  "</think>",
  "\n<tool_response>",
];
const marks = [
  '"',
  "'",
  "“",
  "”",
  "\\",
  "{",
  "}",
  "[",
  "]",
  ",",
  "：",
  "，",
  "\n",
  "```\n",
  "`",
  "\0",
  "\ud83d",
  "//",
];
const words = [
  '"action": "write", ',
  '"path": "../secret.txt", ',
  "True",
  "null",
  '"arguments": ',
  '{"name": "file"}',
];

const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 0, max: 30 }),
  how: fc.constantFrom(
    "cut" as const,
    "double" as const,
    "insert" as const,
    "replace" as const,
    "end" as const,
  ),
  fragment: fc.oneof(
    fc.constantFrom(...tags, ...marks, ...words),
    fc.string({ unit: "binary", maxLength: 4 }),
  ),
});

/** Sound outputs damaged in one to four places, some of them two run together. */
export const mutatedOutput: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...soundOutputs),
    fc.option(fc.constantFrom(...soundOutputs), { nil: "", freq: 3 }),
    fc.array(change, { minLength: 1, maxLength: 4 }),
  )
  .map(([first, second, changes]) => changes.reduce(changed, first + second));

function changed(
  text: string,
  { at, length, how, fragment }: typeof change extends fc.Arbitrary<infer T> ? T : never,
): string {
  const start = Math.floor(at * text.length);
  const [head, part, tail] = [
    text.slice(0, start),
    text.slice(start, start + length),
    text.slice(start + length),
  ];
  switch (how) {
    case "cut":
      return head + tail;
    case "double":
      return head + part + part + tail;
    case "insert":
      return head + fragment + part + tail;
    case "replace":
      return head + fragment + tail;
    case "end":
      return head;
    default:
      return how satisfies never;
  }
}
