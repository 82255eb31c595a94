import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { AppError, errorMessage } from "../../core/errors.ts";
import { sha256 } from "../../core/hash.ts";
import { parseJson } from "../../core/json.ts";
import { sample } from "../sample.ts";

/** A page with the text that people marked as its content. */
export interface ExtractionCase {
  readonly id: string;
  readonly url: string;
  readonly bytes: Uint8Array;
  readonly reference: string;
  /** Fixed half by a hash of the id, so that one half can be worked on and the other kept to check. */
  readonly half: "a" | "b";
}

export interface CaseSelection {
  readonly data: string;
  readonly limit?: number;
  readonly seed: number;
}

const groundTruth = z.record(
  z.string(),
  z.looseObject({ articleBody: z.string(), url: z.string().default("") }),
);

function halfOf(id: string): "a" | "b" {
  return Number.parseInt(sha256(id).slice(0, 2), 16) % 2 === 0 ? "a" : "b";
}

function readPage(folder: string, id: string): Uint8Array {
  const packed = path.join(folder, `${id}.html.gz`);
  return existsSync(packed)
    ? gunzipSync(readFileSync(packed))
    : readFileSync(path.join(folder, `${id}.html`));
}

/** What a converter made of a page, cut to the page's own text: from its title line to where its footer begins. */
export function referenceFromMarkdown(markdown: string): string {
  const title = /^.+\n=+\n/m.exec(markdown);
  const body = title === null ? markdown : markdown.slice(title.index + title[0].length);
  const [text = ""] = body.split(
    /^(?:LAST UPDATED:|ÚLTIMA ACTUALIZACIÓN|SHARE THIS PAGE|COMPARTA ESTA PÁGINA|Have a question\?)/m,
  );
  return text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[*#_|]|^[=-]+$/gm, " ");
}

function readMarkedArticles(selection: CaseSelection): readonly ExtractionCase[] {
  const { data } = selection;
  const parsed = parseJson(readFileSync(path.join(data, "ground-truth.json"), "utf8"));
  const truth = groundTruth.parse(parsed.ok ? parsed.value : undefined);
  return sample(Object.entries(truth), selection.limit, selection.seed).map(([id, { articleBody, url }]) => ({
    id,
    url,
    bytes: readPage(path.join(data, "html"), id),
    reference: articleBody,
    half: halfOf(id),
  }));
}

function readMarkdownPairs(
  selection: CaseSelection,
  htmlFolder: string,
  markdownFolder: string,
): readonly ExtractionCase[] {
  const names = readdirSync(htmlFolder)
    .filter((name) => name.endsWith(".html"))
    .toSorted();
  return sample(names, selection.limit, selection.seed).map((name) => {
    const id = name.replace(/\.html$/, "");
    return {
      id,
      url: id
        .replace(/^https_/, "https://")
        .replaceAll("_DOT_", ".")
        .replaceAll("_SLASH_", "/"),
      bytes: readFileSync(path.join(htmlFolder, name)),
      reference: referenceFromMarkdown(readFileSync(path.join(markdownFolder, `${id}.md`), "utf8")),
      half: halfOf(id),
    };
  });
}

/**
 * Reads extraction cases: `ground-truth.json` with `html/ID.html.gz` (or `.html`), or a folder `*_html` beside a
 * folder `*_md` with a Markdown reference for each page. Throws DATA_INVALID where the data is neither.
 */
export function readExtractionCases(selection: CaseSelection): readonly ExtractionCase[] {
  const { data } = selection;
  try {
    if (existsSync(path.join(data, "ground-truth.json"))) return readMarkedArticles(selection);
    const html = readdirSync(data).find((name) => name.endsWith("_html"));
    if (html === undefined) throw new Error("neither ground-truth.json nor a *_html folder is in it");
    return readMarkdownPairs(
      selection,
      path.join(data, html),
      path.join(data, html.replace(/_html$/, "_md")),
    );
  } catch (error) {
    throw new AppError("DATA_INVALID", `${data} is not extraction data`, {
      why: errorMessage(error).split("\n")[0] ?? "",
      fix: "Give --data a folder with ground-truth.json and html/ID.html.gz",
      cause: error,
    });
  }
}
