import type { ModelChoice } from "../selection/model-choice.ts";

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** What a picture takes of a model's prompt, in tokens. */
export type PictureTokens = (size: PictureSize) => number;

/** Tokens by the rule that the provider of the model publishes; for others one for every 28 × 28 pixels, as of Qwen-VL. */
export function pictureTokens({ protocol, model }: Pick<ModelChoice, "protocol" | "model">): PictureTokens {
  const name = model.toLowerCase().replace(/^.*\//, "");
  if (protocol === "anthropic" || name.startsWith("claude-")) return (size) => cells(within(size, 1_568), 28);
  if (protocol === "gemini" || name.startsWith("gemini-"))
    return name.startsWith("gemini-3") ? () => 1_120 : geminiTokens;
  const patched = patchMultipliers.find(([pattern]) => pattern.test(name));
  if (patched !== undefined) return (size) => Math.ceil(Math.min(cells(size, 32), mostPatches) * patched[1]);
  const tiled = tilePrices.find(([pattern]) => pattern.test(name));
  if (tiled !== undefined) return (size) => tiled[1].base + tiled[1].tile * cells(forTiles(size), 512);
  return (size) => cells(size, 28);
}

/** OpenAI's smaller models: patches of 32 × 32 pixels, at most so many, times a factor. */
const mostPatches = 1_536;
const patchMultipliers: readonly (readonly [RegExp, number])[] = [
  [/^gpt-(?:4\.1|5[\d.]*)-nano/, 2.46],
  [/^gpt-(?:4\.1|5[\d.]*)-mini/, 1.62],
  [/^o4-mini/, 1.72],
];

/** OpenAI's larger models: so much for a picture, and so much for each tile of 512 × 512 pixels. */
const tilePrices: readonly (readonly [RegExp, { readonly base: number; readonly tile: number }])[] = [
  [/^gpt-4o-mini/, { base: 2_833, tile: 5_667 }],
  [/^gpt-5/, { base: 70, tile: 140 }],
  [/^(?:gpt-4|chatgpt-4o)/, { base: 85, tile: 170 }],
  [/^o[13]/, { base: 75, tile: 150 }],
];

/** Made to fit into 2,048 × 2,048 pixels, then so that the shorter side has 768 at most. */
function forTiles(size: PictureSize): PictureSize {
  const fitted = within(size, 2_048);
  const factor = Math.min(1, 768 / Math.min(fitted.width, fitted.height));
  return { width: fitted.width * factor, height: fitted.height * factor };
}

/** 258 for a small picture, and for each tile of a larger one, whose side follows from the shorter side. */
function geminiTokens(size: PictureSize): number {
  const { width, height } = size;
  if (width <= 384 && height <= 384) return 258;
  const side = Math.min(768, Math.max(256, Math.floor(Math.min(width, height) / 1.5)));
  return 258 * cells(size, side);
}

function within({ width, height }: PictureSize, longest: number): PictureSize {
  const factor = Math.min(1, longest / Math.max(width, height));
  return { width: width * factor, height: height * factor };
}

function cells({ width, height }: PictureSize, side: number): number {
  return Math.ceil(width / side) * Math.ceil(height / side);
}
