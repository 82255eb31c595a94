import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makePdf } from "../../test/documents/make-pdf.ts";
import { exitCodes } from "../core/errors.ts";
import { noBrowser } from "../web/browser/browser-world.fixture.ts";
import { startSite } from "../web/loopback-site.fixture.ts";
import { readCommand, type ReadCommandOptions } from "./read.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "deepwell-read-"));
});
afterEach(() => rm(folder, { recursive: true }));

const at = (name: string): string => path.join(folder, name);

async function read(
  paths: readonly string[],
  options: Partial<ReadCommandOptions> = {},
): Promise<{ code: number; output: string }> {
  let output = "";
  const code = await readCommand({
    paths,
    json: false,
    web: { isOn: true, namedHosts: [], usesArchive: false },
    cacheDir: at("cache"),
    signal: new AbortController().signal,
    write: (text) => {
      output += text;
    },
    ...options,
  });
  return { code, output };
}

const page = `<html lang="en"><head><title>Snow</title></head><body><main><h1>Snow</h1>
<p>Snow was measured every spring by the people of the valley, who wrote the figures into a book.</p></main></body></html>`;

test("each document is one JSON object a line, in the order of the files, failures among them", async () => {
  await mkdir(at("deep"));
  await writeFile(at("deep/a.html"), page);
  await writeFile(at("b.pdf"), "%PDF-1.7\nnot a real one");
  await writeFile(at("c.txt"), "Ice was measured every autumn.\n");
  const { code, output } = await read([at("c.txt"), folder, at("missing.txt")], { json: true });
  const lines = output
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map((line) => [path.basename(line.path), line.type])).toEqual([
    ["missing.txt", "failure"],
    ["c.txt", "document"],
    ["b.pdf", "failure"],
    ["a.html", "document"],
  ]);
  expect(lines[3]).toMatchObject({
    title: "Snow",
    language: "en",
    mediaType: "text/html",
    hiddenCharacters: 0,
    links: [],
    passages: [{ index: 0, kind: "paragraph" }],
  });
  expect(lines[3].text).toContain("wrote the figures into a book");
  expect(lines[0]).toMatchObject({ code: "UNREADABLE" });
  expect(code).toBe(exitCodes.partial);
});

test("a PDF file is read like any other", async () => {
  await writeFile(at("a.pdf"), makePdf([{ texts: [{ text: "The council met.", x: 72, y: 100, size: 12 }] }]));
  const { output } = await read([folder], { json: true });
  expect(JSON.parse(output)).toMatchObject({ type: "document", pageCount: 1, text: "The council met." });
});

test("people see metadata, Markdown and passages, in their language", async () => {
  await writeFile(at("a.html"), page);
  const english = await read([folder]);
  expect(english.code).toBe(exitCodes.verified);
  expect(english.output).toContain("Title: Snow");
  expect(english.output).toContain("--- Passages: 1\n[1] paragraph, bytes ");
  expect((await read([folder], { language: "zh" })).output).toContain("标题: Snow");
});

test("files that all fail give an exit code of their own", async () => {
  await writeFile(at("empty.txt"), "");
  const { code, output } = await read([at("empty.txt")]);
  expect(code).toBe(exitCodes.unexpected);
  expect(output).toContain("Could not be read: EMPTY");
});

test("an address of the web is read like a file, with where it came from and when", async () => {
  await writeFile(at("a.html"), page);
  await using site = await startSite((request, response) => {
    if (request.url === "/old") response.writeHead(302, { location: "/snow" }).end();
    else if (request.url === "/snow") response.writeHead(200, { "content-type": "text/html" }).end(page);
    else response.writeHead(404).end();
  });
  const web = { isOn: true, namedHosts: [`127.0.0.1:${site.port}`], usesArchive: false };
  const paths = [`${site.origin}/old`, `${site.origin}/none`, at("a.html")];
  const { code, output } = await read(paths, { json: true, web });
  const [file, first, second] = output
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(file).toMatchObject({ path: at("a.html"), type: "document", title: "Snow" });
  expect(first).toMatchObject({
    path: paths[0],
    url: `${site.origin}/snow`,
    type: "document",
    text: file.text,
  });
  expect(first.fetched).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(second).toMatchObject({ path: paths[1], type: "failure", code: "HTTP_ERROR" });
  expect(code).toBe(exitCodes.partial);
  const shown = await read([`${site.origin}/snow`], { web, language: "zh" });
  expect(shown.output).toContain(`网址: ${site.origin}/snow\n读取时间: `);
});

test("an address that is not public is refused with what to do about it", async () => {
  const { code, output } = await read(["http://127.0.0.1:8080/"]);
  expect(code).toBe(exitCodes.unexpected);
  expect(output).toContain("BLOCKED_ADDRESS");
  expect(output).toContain("--allow-host");
});

test("an address is a mistake where the web is switched off, before anything is read", async () => {
  await writeFile(at("a.html"), page);
  const web = { isOn: false, namedHosts: [], usesArchive: false };
  await expect(read([at("a.html"), "https://example.org/page"], { web })).rejects.toMatchObject({
    code: "USAGE",
  });
});

test("a folder without files is an error that says so", async () => {
  await expect(read([folder])).rejects.toMatchObject({ code: "DOCUMENTS_NOT_FOUND" });
});

test("abort ends it with the signal's reason", async () => {
  await writeFile(at("a.html"), page);
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(read([folder], { signal })).rejects.toThrow("enough");
});

test.skipIf((await noBrowser()) !== undefined)(
  "a page that is empty without its scripts is run where a browser is wanted",
  async () => {
    const shell = `<html lang="en"><title>App</title><div id="root"></div><script>root.innerHTML = "<main><h1>Snow</h1><p>${"Snow was measured every spring. ".repeat(12)}</p></main>"</script>`;
    await using site = await startSite((request, response) => {
      if (request.url !== "/robots.txt") response.writeHead(200, { "content-type": "text/html" }).end(shell);
    });
    const web = { isOn: true, namedHosts: [`127.0.0.1:${site.port}`], usesArchive: false };
    const without = await read([`${site.origin}/a`], { web });
    expect(without.output).toContain("NEEDS_JAVASCRIPT");
    const rendered = await read([`${site.origin}/b`], { web, browser: "auto" });
    expect(rendered).toMatchObject({
      code: 0,
      output: expect.stringContaining("Snow was measured every spring."),
    });
  },
);
