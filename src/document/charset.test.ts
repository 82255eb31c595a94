import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeText } from "./charset.ts";

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));

/** "中华人民共和国价格法，稳定市场价格总水平，保护消费者和经营者的合法权益。" */
const gbk = bytes(
  "d6d0bbaac8cbc3f1b9b2bacdb9fabcdbb8f1b7a8a3accec8b6a8cad0b3a1bcdbb8f1d7dccbaec6bda3acb1a3bba4cffbb7d1d5dfbacdbead d3aad5dfb5c4bacfb7a8c8a8d2e6a1a3",
);
const gbkText = "中华人民共和国价格法，稳定市场价格总水平，保护消费者和经营者的合法权益。";

test("UTF-8 needs no declaration", () => {
  const decoded = decodeText(new TextEncoder().encode("Größe 价格 😀"));
  expect(decoded).toEqual({ text: "Größe 价格 😀", encoding: "utf-8", warnings: [] });
});

test("byte-order marks decide and are no part of the text", () => {
  expect(decodeText(bytes("efbbbf 6869")).text).toBe("hi");
  expect(decodeText(bytes("fffe 6800 6900")).text).toBe("hi");
  expect(decodeText(bytes("feff 0068 0069")).text).toBe("hi");
});

test("UTF-16 without a mark is known by its zeros", () => {
  expect(decodeText(Buffer.from("A text of some length.", "utf16le")).text).toBe("A text of some length.");
});

test("what is declared is believed if the bytes fit", () => {
  const page = Buffer.concat([Buffer.from('<meta charset="gb2312"><p>'), gbk]);
  expect(decodeText(page).text).toContain(gbkText);
  expect(decodeText(gbk, { contentType: "text/plain; charset=GBK" }).text).toBe(gbkText);
  const russian = decodeText(bytes("f6e5ede0"), { contentType: "text/plain; charset=windows-1251" });
  expect(russian).toEqual({ text: "цена", encoding: "windows-1251", warnings: [] });
  expect(decodeText(Buffer.from("中文", "utf8"), { contentType: "text/html; charset=iso-8859-1" }).text).toBe(
    "中文",
  );
});

test.each([
  ["gb18030", gbk, gbkText],
  [
    "windows-1252",
    bytes(
      "4772f6df6520756e64205363 68f66e68656974 2066fc7220616c6c65 2c206d f6636874652069636820736167656e2c2069737420 64696520 5374 7261df65 2e",
    ),
    "Größe und Schönheit für alle",
  ],
  [
    "shift_jis",
    bytes("82b182ea82cd93fa967b8cea82cc95b68fcd82c582b7814293 8c8b9e82c593ad82a282c482a282dc82b78142"),
    "これは日本語の文章です",
  ],
])("an undeclared %s text is recognised", (encoding, encoded, text) => {
  const decoded = decodeText(encoded);
  expect(decoded.encoding).toBe(encoding);
  expect(decoded.text).toContain(text);
  expect(decoded.warnings).toHaveLength(1);
});

test("a few broken bytes in UTF-8 do not make it another encoding", () => {
  const broken = Buffer.concat([
    Buffer.from("价格总水平保护消费者".repeat(10)),
    bytes("ff"),
    Buffer.from("合法权益"),
  ]);
  const decoded = decodeText(broken);
  expect(decoded.encoding).toBe("utf-8");
  expect(decoded.text).toContain("合法权益");
  expect(decoded.warnings).toHaveLength(1);
});

test("any bytes and any declaration give a text", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 30 }), (data, charset) => {
      expect(typeof decodeText(data, { contentType: `text/html; charset=${charset}` }).text).toBe("string");
    }),
  );
});
