import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ControlReply, longestReply, replyReader } from "./reply-reader.ts";

function read(chunks: readonly Buffer[]) {
  const heard = { replies: [] as ControlReply[], lines: [] as string[], floods: 0 };
  const take = replyReader({
    onReply: (reply) => heard.replies.push(reply),
    onLine: (line) => heard.lines.push(line),
    onFlood: () => {
      heard.floods += 1;
    },
  });
  for (const chunk of chunks) take(chunk);
  return heard;
}

function cut(bytes: Buffer, places: readonly number[]): readonly Buffer[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

const text = fc.string({ unit: "grapheme", maxLength: 30 }).filter((line) => !/[\n\r]|^%/.test(line));

describe("tmux in control mode", () => {
  it("is understood however its answers are cut", () => {
    const replies = fc.array(fc.record({ isOk: fc.boolean(), lines: fc.array(text, { maxLength: 5 }) }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(replies, fc.array(fc.nat({ max: 2000 }), { maxLength: 20 }), (given, places) => {
        const written = given.flatMap(({ isOk, lines }, index) => [
          `%begin 1700000000 ${index} 1`,
          ...lines,
          `%${isOk ? "end" : "error"} 1700000000 ${index} 1`,
          "%window-add @1",
        ]);
        const heard = read(cut(Buffer.from(written.map((line) => `${line}\n`).join("")), places));
        expect(heard).toEqual({ replies: given, lines: given.map(() => "%window-add @1"), floods: 0 });
      }),
    );
  });

  it("is not believed when a screen shows the end of an answer of its own", () => {
    const written = "%begin 1700000000 7 1\n%end 1700000000 6 1\n%error 0 0 0\nrest\n%end 1700000000 7 1\n";
    expect(read([Buffer.from(written)]).replies).toEqual([
      { isOk: true, lines: ["%end 1700000000 6 1", "%error 0 0 0", "rest"] },
    ]);
  });

  it("is not heard where it answers what nobody asked", () => {
    expect(read([Buffer.from("%begin 1 1 0\nx\n%end 1 1 0\n%begin 1 2 1\n%end 1 2 1\n")]).replies).toEqual([
      { isOk: true, lines: [] },
    ]);
  });

  it("may say anything at all, and is cut off when it never ends", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }), (chunks) => {
        read(chunks.map((chunk) => Buffer.from(chunk)));
      }),
    );
    const endless = Array.from({ length: longestReply / 50_000 + 1 }, () => Buffer.alloc(50_000, "x"));
    expect(read(endless).floods).toBe(1);
    const lines = endless.map(() => Buffer.from(`${"x".repeat(49_999)}\n`));
    expect(read([Buffer.from("%begin 1 1 1\n"), ...lines, Buffer.from("%end 1 1 1\n")])).toMatchObject({
      floods: 1,
      replies: [],
    });
  });
});
