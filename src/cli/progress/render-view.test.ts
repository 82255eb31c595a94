import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../agent/events.ts";
import type { JsonValue } from "../../core/json.ts";
import { present } from "../../core/present.ts";
import type { Evidence } from "../../core/source.ts";
import { messagesIn } from "../interface-language.ts";
import { columnsOf } from "./fit-text.ts";
import { renderView } from "./render-view.ts";
import { initialViewState, updateViewState, type ViewState } from "./view-state.ts";

const evidence = (id: string, title: string): Evidence => ({
  citationId: `web_${id.slice(0, 8)}`,
  source: {
    id,
    url: `https://example.org/${id}`,
    title,
    authors: [],
    mediaType: "text/html",
    collection: "web",
  },
  passage: { index: 0, kind: "paragraph", headingPath: [], text: title, start: 0, end: title.length },
});
const call = (toolName: string, input: JsonValue): RunEvent => ({
  type: "tool-call",
  turn: 1,
  callId: "c",
  toolName,
  input,
});
const result = (found: readonly Evidence[], data?: JsonValue): RunEvent => ({
  type: "tool-result",
  turn: 1,
  callId: "c",
  toolName: "batch_web_surfer",
  content: "",
  evidence: found,
  isError: false,
  elapsedMs: 1,
  ...present({ data }),
});
const fold = (events: readonly RunEvent[], question = "How do I replace a lost passport?") =>
  events.reduce(updateViewState, initialViewState(question));
const draw = (state: ViewState, size: { width?: number; height?: number; zh?: boolean } = {}) =>
  renderView(state, {
    width: size.width ?? 80,
    height: size.height ?? 24,
    color: false,
    messages: messagesIn(size.zh ? "zh" : "en"),
  });

const plan: RunEvent = {
  type: "plan-update",
  turn: 1,
  items: [
    { id: "1", task: "Report the loss", status: "completed" },
    { id: "2", task: "Replace it abroad", status: "in_progress" },
    { id: "3", task: "Fees", status: "pending" },
    { id: "4", task: "Closed archive", status: "blocked" },
  ],
};

describe("the live view", () => {
  it("says at the end only what remains true", () => {
    const state = fold([
      plan,
      call("todo", {}),
      { type: "run-end", status: "answered", turns: 1, toolCalls: 1, elapsedMs: 1 },
    ]);
    const options = { width: 80, height: 24, color: false, messages: messagesIn("en") };
    expect(renderView(state, options)).toContain("Checking every claim");
    const final = renderView(state, { ...options, isFinal: true });
    expect(final).not.toMatch(/Checking|Ctrl-C/);
    expect(final).toContain("✓ Report the loss");
    expect(final).toContain("✓ Replace it abroad");
    expect(final).toContain("◦ Fees");
  });

  it("shows the plan as a checklist with the state of each item", () => {
    const lines = draw(fold([plan])).split("\n");
    expect(lines).toContain("  ✓ Report the loss");
    expect(lines).toContain("  ▸ Replace it abroad");
    expect(lines).toContain("  ◦ Fees");
    expect(lines).toContain("  ✗ Closed archive");
  });

  it("shows what is searched for, and counts queries, sources and what was read", () => {
    const found = [evidence("a".repeat(64), "Lost passports"), evidence("b".repeat(64), "Fees")];
    const searched = fold([
      call("batch_web_surfer", { action: "batch_search", queries: ["passport lost", "fees"] }),
      result(found),
    ]);
    expect(draw(searched)).toContain("Searching: passport lost | fees");
    expect(draw(searched)).toContain("2 queries · 2 sources found · 0 read · turn 0 · 0:00");

    const opened = {
      type: "open",
      pages: [{ ref: "x", source: { ...found[0]?.source }, passages: [], omitted: 0 }],
    };
    const read = updateViewState(
      updateViewState(searched, call("batch_web_surfer", { action: "batch_open", urls: ["aaaaaaaa"] })),
      result([], opened as unknown as JsonValue),
    );
    expect(draw(read)).toContain("Reading: Lost passports");
    expect(draw(read)).toContain("2 sources found · 1 read");
  });

  it("speaks Chinese where asked to, and keeps wide characters within the width", () => {
    const state = fold(
      [plan, call("batch_web_surfer", { queries: ["护照丢失后如何补办以及需要哪些材料"] })],
      "在国外丢失了护照，应当如何补办，需要提交哪些材料，费用是多少？",
    );
    const view = draw(state, { width: 30, zh: true });
    expect(view).toContain("正在检索：");
    for (const line of view.split("\n")) expect(columnsOf(line)).toBeLessThan(30);
  });

  it("shows the open part of a plan that is longer than the terminal", () => {
    const items = Array.from({ length: 40 }, (_, at) => ({
      id: String(at),
      task: `Item ${at}`,
      status: at < 20 ? ("completed" as const) : ("pending" as const),
    }));
    const view = draw(fold([{ type: "plan-update", turn: 1, items }]), { height: 16 });
    expect(view).toContain("Item 20");
    expect(view).not.toContain("Item 2\n");
    expect(view).toMatch(/… \d+ more/);
    expect(view.split("\n").length).toBeLessThanOrEqual(16);
  });

  it("survives whatever a policy writes as input of a tool", () => {
    const inputs: readonly JsonValue[] = [
      null,
      "text",
      7,
      [],
      [null],
      { queries: null },
      { queries: [1, null] },
      { urls: {} },
    ];
    for (const input of inputs) expect(draw(fold([call("batch_web_surfer", input)]))).toContain("0 queries");
  });

  it("stays within width and height, without control characters, for any text", () => {
    const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.constant("\u001b[31m护照\r\n"));
    fc.assert(
      fc.property(
        text,
        fc.array(text),
        fc.integer({ min: 12, max: 200 }),
        fc.integer({ min: 12, max: 60 }),
        (question, tasks, width, height) => {
          const items = tasks.map((task, at) => ({ id: String(at), task, status: "pending" as const }));
          const state = fold(
            [{ type: "plan-update", turn: 1, items }, call("batch_web_surfer", { queries: tasks })],
            question,
          );
          const lines = draw(state, { width, height }).split("\n");
          expect(lines.length).toBeLessThanOrEqual(height);
          for (const line of lines) {
            expect(columnsOf(line)).toBeLessThan(width);
            expect(line).not.toMatch(/\p{Cc}/u);
          }
        },
      ),
    );
  });
});
