import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { toolContext } from "../agent/tool-context.fixture.ts";
import { analyzeImage } from "../tools/image/analyze-image.ts";
import { browserWorld, noBrowser } from "../web/browser/browser-world.fixture.ts";
import { untilDone } from "../web/loopback-site.fixture.ts";
import { ocrFinding } from "./doctor.ts";
import { findTesseract, installedLetters, tesseractFix, tesseractLetters } from "./tesseract.ts";

const folder = mkdtempSync(path.join(tmpdir(), "deepwell-ocr-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A program named `tesseract` in a folder of its own that does what the script says. */
function programThat(name: string, script: string): { readonly PATH: string } {
  const PATH = mkdtempSync(path.join(folder, `${name}-`));
  const file = path.join(PATH, "tesseract");
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return { PATH };
}

const answers = `case "$1" in
  --version) echo "tesseract 9.1.0" ;;
  --list-langs) printf 'List of available languages in "x" (5):\\nchi_sim\\nchi_sim_vert\\neng\\nosd\\nsnum\\n' ;;
  *) `;

describe("the program that reads text", () => {
  test("is found on PATH with its languages, English first", async () => {
    const found = await findTesseract(programThat("fine", `${answers} cat > /dev/null ;; esac`));
    expect(found).toMatchObject({ version: "9.1.0", languages: ["eng", "chi_sim"] });
    expect(await ocrFinding({ PATH: folder })).toMatchObject({
      state: "note",
      fix: expect.stringContaining("apt-get install -y tesseract-ocr"),
    });
  });

  test("is as good as none where it does not answer", async () => {
    expect(await findTesseract({})).toBeUndefined();
    expect(await findTesseract({ PATH: "relative:" })).toBeUndefined();
    expect(await findTesseract(programThat("broken", "exit 1"))).toBeUndefined();
    expect(await findTesseract(programThat("mute", "true"))).toBeUndefined();
    const outcome = await installedLetters({})(new Uint8Array(9), untilDone);
    expect(outcome).toEqual({ type: "failure", why: `Tesseract is not installed here (${tesseractFix})` });
  });

  test("sees nothing of the environment, and its failure is told", async () => {
    const environment = programThat("loud", `${answers} env >&2; exit 7 ;; esac`);
    const found = await findTesseract(environment);
    if (found === undefined) throw new Error("it is there");
    const outcome = await tesseractLetters(found)(new Uint8Array(9), untilDone);
    expect(outcome).toMatchObject({ type: "failure", why: expect.stringContaining("ended with 7") });
    expect(JSON.stringify(outcome)).not.toMatch(/HOME=|USER=|COFFEE/);
  });

  test("is ended when it is not waited for any more", async () => {
    const found = await findTesseract(programThat("slow", `${answers} exec sleep 600 ;; esac`));
    if (found === undefined) throw new Error("it is there");
    const controller = new AbortController();
    const reading = tesseractLetters(found)(new Uint8Array(9), controller.signal);
    controller.abort();
    expect(await reading).toEqual({ type: "failure", why: "stopped" });
  });
});

const installed = await findTesseract(process.env);
const lacks = [
  ...(installed === undefined ? ["tesseract is not installed"] : []),
  ...(installed?.languages.includes("chi_sim") === false ? ["its Chinese is not installed"] : []),
  ...(await noBrowser().then((why) => (why === undefined ? [] : [why]))),
];

describe.skipIf(lacks.length > 0)(
  `text in pictures${lacks.length === 0 ? "" : `, skipped: ${lacks.join("; ")}`}`,
  () => {
    test("is read from a screen, English and Chinese, with its confidence", async () => {
      if (installed === undefined) return;
      await using world = await browserWorld();
      const browsing = world.browse();
      world.pages.set(
        "/",
        `<meta charset="utf-8"><body style="font:18px sans-serif"><h1>Harbour dues of 2025</h1><p>Three crowns for every tonne, paid on Mondays.</p><p style="font-family:Noto Sans CJK SC">居民身份证的有效期为十年</p>`,
      );
      await browsing.act({ type: "open", url: world.origin() }, untilDone);
      const screen = await browsing.screenshot(untilDone);
      if (screen.type === "screen") writeFileSync(path.join(folder, "page.png"), screen.png);
      const tool = analyzeImage({ editor: world.browser, letters: tesseractLetters(installed) });
      const { content } = await tool.invoke(
        { path: "page.png", text: true },
        toolContext({ workspace: folder }),
      );
      expect(content).toMatch(/<letters by="tesseract \S+" languages="eng\+chi_sim" confidence="[89]\d">/);
      expect(content).toContain("Harbour dues of 2025");
      expect(content).toContain("Three crowns for every tonne, paid on Mondays.");
      expect(content).toContain("居民身份证的有效期为十年");
    });
  },
);
