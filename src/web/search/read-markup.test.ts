import fc from "fast-check";
import { expect, test } from "vitest";
import { childText, elementsNamed, elementsOfClass, readMarkup } from "./read-markup.ts";

test("an element's text is all that is said in it, in order", () => {
  const root = readMarkup("<entry><title>A <i>b</i>\n c &amp; d</title><title>2</title></entry>", "xml");
  const [entry = root] = elementsNamed(root, "entry");
  expect(childText(entry, "title")).toBe("A b c & d");
  expect(elementsNamed(root, "title").map(({ text }) => text)).toEqual(["A b\n c & d", "2"]);
  expect(childText(entry, "summary")).toBe("");
});

test("HTML elements are found by class, blocks are apart, scripts say nothing", () => {
  const root = readMarkup(
    '<div class="result web"><p>one</p><p>two<br>three</p><script>alert(1)</script></div>',
    "html",
  );
  const [result] = elementsOfClass(root, "result");
  expect(result?.text.trim().split(/\s+/)).toEqual(["one", "two", "three"]);
});

test("what lies too deep for elements is still text of its ancestors", () => {
  const root = readMarkup(`${"<b>".repeat(500)}deep${"</b>".repeat(500)}<i>after</i>`, "html");
  expect(root.text).toBe("deepafter");
  expect(elementsNamed(root, "i")).toHaveLength(1);
  expect(root.children.map(({ name }) => name)).toEqual(["b", "i"]);
});

test("nesting beyond reason costs no time: the rest of the text is left unread", () => {
  expect(readMarkup(`begin${"<b>".repeat(1_000_000)}end`, "xml").text).toBe("begin");
});

test("any text can be read, as XML and as HTML", () => {
  const soup = fc.array(
    fc.constantFrom(
      "<a>",
      "</a>",
      "<b x='",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "&#0;",
      "&amp",
      "<?xml",
      ">",
      "t",
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        soup.map((parts) => parts.join("")),
      ),
      (markup) => {
        for (const format of ["xml", "html"] as const) {
          const root = readMarkup(markup, format);
          expect(elementsNamed(root, "a").every(({ text }) => root.text.includes(text))).toBe(true);
        }
      },
    ),
  );
});
