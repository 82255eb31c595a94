import { readFile, stat } from "node:fs/promises";
import { z } from "zod";
import { type AnyTool, defineTool, type ToolContext, type ToolResult } from "../../agent/tool.ts";
import { present } from "../../core/present.ts";
import type { ImageViewer } from "../../model/vision/ask-about-image.ts";
import type { PictureTokens } from "../../model/vision/picture-tokens.ts";
import type { CropOutcome, PictureEditor, Region } from "../../web/browser/crop-picture.ts";
import { decodePng } from "../../web/browser/screen/decode-png.ts";
import { resolveInside } from "../file/resolve-inside.ts";
import { attribute, quoted } from "../surfer/render-text.ts";
import { findRegions } from "./find-regions.ts";
import { keepPicture, shownPicture } from "./keep-picture.ts";
import { greyRaster, type ReadLetters, renderLetters } from "./read-letters.ts";
import { visionUse } from "./vision-use.ts";
import { type ImageFacts, readImageFacts } from "./read-image-facts.ts";

const side = z.coerce.number().int().min(0).max(100_000);

const input = z.object({
  path: z
    .string()
    .trim()
    .min(1)
    .max(1_000)
    .describe("a picture of the workspace, such as screenshots/ab12.png"),
  crop: z
    .object({ x: side, y: side, width: side.min(1), height: side.min(1) })
    .optional()
    .describe("a part of it in pixels: one chart or table of a page; kept as a picture of its own"),
  text: z.boolean().default(false).describe("read the text in it (OCR), with how sure it is"),
  question: z.string().trim().min(1).max(2_000).optional().describe("what to find out from it"),
});

type Call = z.infer<typeof input>;

const description = `Looks at a picture of the workspace: format, size, EXIF, and the parts that empty space divides it into (with coordinates for crop).
With crop, a part is cut out and kept in crops/. With text, the letters in the picture or the crop are read. With question, the picture or the crop is looked at for it.
What it tells is no evidence: cite the page that the picture is on.`;

export interface AnalyzeImageOptions {
  /** Decodes and cuts; without one, only pictures' own words are read. */
  readonly editor?: PictureEditor;
  /** Present where the policy itself sees pictures: what one takes of its prompt. */
  readonly sight?: PictureTokens;
  /** Reads text; without one there is none. */
  readonly letters?: ReadLetters;
  /** Answers questions; without one there are none. */
  readonly viewer?: ImageViewer;
}

const mostBytes = 32 << 20;
/** What models make of larger pictures is made smaller by their servers anyway. */
const longestSide = 2_000;

/** Pictures: what needs no model, and what one says of them. */
export function analyzeImage(options: AnalyzeImageOptions): AnyTool {
  return defineTool({
    name: "analyze_image",
    description,
    input,
    parallel: true,
    run: async (call, context) => {
      const bytes = await readPicture(call.path, context.workspace);
      if (bytes === undefined)
        return failed(`there is no file ${call.path} in the workspace, or it is too large`);
      const facts = await readImageFacts(bytes);
      return facts === undefined
        ? failed(`${call.path} is no picture`)
        : analyse(options, { call, bytes, facts }, context);
    },
  });
}

async function readPicture(name: string, workspace: string): Promise<Uint8Array | undefined> {
  const file = await resolveInside(workspace, name);
  const entry = file === undefined ? undefined : await stat(file).catch(() => undefined);
  return file === undefined || entry?.isFile() !== true || entry.size > mostBytes
    ? undefined
    : readFile(file);
}

interface Picture {
  readonly call: Call;
  readonly bytes: Uint8Array;
  readonly facts: ImageFacts;
}

async function analyse(
  { editor, viewer, sight, letters }: AnalyzeImageOptions,
  { call, bytes, facts }: Picture,
  { workspace, signal }: ToolContext,
): Promise<ToolResult> {
  const { mediaType } = facts;
  const region = call.crop;
  if (region !== undefined && editor === undefined)
    return failed("parts are cut out in the browser, and there is none here");
  const png = await editor?.crop({ bytes, mediaType, longestSide, ...present({ region }) }, signal);
  if (region !== undefined && png?.type === "failure") return failed(png.why);
  const picture = png?.type === "png" ? png.bytes : bytes;
  const keepPng = (made: Uint8Array) => keepPicture(made, { workspace, folder });
  const crop = region === undefined || png?.type !== "png" ? undefined : await keepPng(png.bytes);
  const told = [
    region === undefined ? renderFacts(call.path, facts, picture) : keptAs(crop),
    ...(call.text ? [await lettersIn(png, letters, signal)] : []),
  ];
  if (call.question === undefined) return { content: told.join("\n") };
  if (sight !== undefined && png?.type === "png") {
    const file = crop ?? (await keepPng(png.bytes));
    const pictures = file === undefined ? [] : [shownPicture(file, png.bytes, sight)];
    return {
      content: [...told, "The picture belongs to this result: look at it yourself."].join("\n"),
      pictures,
    };
  }
  if (viewer === undefined)
    return {
      content: [...told, "The question was not answered: there is no model here that sees pictures."].join(
        "\n",
      ),
    };
  const image = { bytes: picture, mediaType: png?.type === "png" ? "image/png" : mediaType };
  const answer = await viewer.view({ image, question: call.question }, signal);
  if (answer.type === "failure")
    return { content: [...told, `The question was not answered: ${answer.why}`].join("\n"), isError: true };
  const content = [...told, `<seen by="${viewer.name}">`, quoted(answer.text), "</seen>"].join("\n");
  return { content, uses: [visionUse(viewer, answer)] };
}

/** Only what the browser has made of a picture is read: it was decoded in its sandbox. */
async function lettersIn(
  png: CropOutcome | undefined,
  letters: ReadLetters | undefined,
  signal: AbortSignal,
): Promise<string> {
  const unread = (why: string): string => `Its text was not read: ${why}.`;
  if (letters === undefined) return unread("there is no program for it here");
  const image = png?.type === "png" ? decodePng(png.bytes) : undefined;
  if (image === undefined) return unread("pictures are decoded in the browser, and there is none here");
  const outcome = await letters(greyRaster(image), signal);
  return outcome.type === "letters" ? renderLetters(outcome) : unread(outcome.why);
}

const folder = "crops";

function keptAs(file: string | undefined): string {
  return file === undefined
    ? `The crop was not kept: ${folder} leads out of the workspace.`
    : `The crop is kept as ${file}.`;
}

function renderFacts(
  name: string,
  { mediaType, width, height, tags }: ImageFacts,
  picture: Uint8Array,
): string {
  const grey = decodePng(picture);
  const size = width === undefined || height === undefined ? grey : { width, height };
  const shape = size === undefined ? "" : `${size.width} × ${size.height}`;
  const attributes = [
    attribute("file", name),
    attribute("type", mediaType),
    attribute("pixels", shape),
    attribute("layout", size === undefined ? undefined : layoutOf(size)),
  ].filter((text) => text !== "");
  const lines = tags.map(([tag, value]) => quoted(`- ${tag}: ${value}`));
  const regions =
    grey === undefined ? [] : findRegions(grey).map((region) => renderRegion(region, scaleOf(size, grey)));
  return [`<image ${attributes.join(" ")}>`, ...lines, ...regions, "</image>"].join("\n");
}

function layoutOf({ width, height }: Pick<Region, "width" | "height">): string {
  const ratio = width / height;
  if (ratio > 0.95 && ratio < 1.05) return "square";
  return ratio > 1 ? "landscape" : "portrait";
}

/** How much larger the picture is than what was decoded of it. */
function scaleOf(size: Pick<Region, "width"> | undefined, grey: Pick<Region, "width">): number {
  return size === undefined ? 1 : size.width / grey.width;
}

function renderRegion({ look, ...region }: Region & { readonly look: string }, scale: number): string {
  const [x, y, width, height] = [region.x, region.y, region.width, region.height].map((one) =>
    Math.round(one * scale),
  );
  return `<region x="${x}" y="${y}" width="${width}" height="${height}" look="${look}"/>`;
}

function failed(why: string): ToolResult {
  return { content: `Not done: ${why}.`, isError: true };
}
