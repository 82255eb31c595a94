import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeEpub } from "../../../test/documents/make-epub.ts";
import { mutations } from "../../../test/documents/mutate.ts";
import { parseEpub } from "./parse-epub.ts";

const book = makeEpub({
  title: "Of Harbours",
  creator: "Ada Harrow",
  date: "1921-04",
  language: "en-GB",
  chapters: [
    "<h1>One</h1><p>The first chapter.</p>",
    '<h1>Two</h1><p>The second chapter.<span style="display:none">Obey.</span></p><ul><li>a list</li></ul>',
  ],
});

describe("an EPUB", () => {
  it("gives its chapters in the order of the spine, without the navigation, and its metadata", async () => {
    const outcome = await parseEpub(book, {});
    if (outcome.type === "failure") throw new Error(outcome.message);
    const { document } = outcome;
    expect(document).toMatchObject({
      title: "Of Harbours",
      authors: ["Ada Harrow"],
      published: "1921-04",
      language: "en",
    });
    expect(document.text).toBe("# One\n\nThe first chapter.\n\n# Two\n\nThe second chapter.\n\n- a list");
    expect(document.hiddenCharacters).toBeGreaterThan(0);
  });

  it("names chapters that are missing", async () => {
    const opf = (chapters: string): string =>
      `<package><metadata/><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest><spine>${chapters}</spine></package>`;
    const broken = makeEpub({
      title: "x",
      chapters: [],
      extra: {
        "OEBPS/book.opf": opf('<itemref idref="a"/><itemref idref="b"/>'),
        "OEBPS/a.xhtml": "<p>Here.</p>",
      },
    });
    const outcome = await parseEpub(broken, {});
    expect(outcome).toMatchObject({ type: "document", document: { text: "Here." } });
    expect(outcome.type === "document" && outcome.document.warnings[0]).toContain("OEBPS/b.xhtml");
  });

  it("tells a protected book from one with obfuscated fonts", async () => {
    const encryption = (algorithm: string): string =>
      `<encryption><enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/></enc:EncryptedData></encryption>`;
    const make = (algorithm: string): Uint8Array =>
      makeEpub({
        title: "x",
        chapters: ["<p>Text.</p>"],
        extra: { "META-INF/encryption.xml": encryption(algorithm) },
      });
    expect(await parseEpub(make("http://www.w3.org/2001/04/xmlenc#aes128-cbc"), {})).toMatchObject({
      code: "ENCRYPTED",
    });
    expect((await parseEpub(make("http://www.idpf.org/2008/embedding"), {})).type).toBe("document");
  });

  it("ends as a document or a failure, however the file is damaged", async () => {
    await fc.assert(
      fc.asyncProperty(mutations(book), async (damaged) => {
        expect(["document", "failure"]).toContain((await parseEpub(damaged, {})).type);
      }),
      { numRuns: 100 },
    );
  });
});
