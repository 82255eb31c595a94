import type { Browser } from "playwright-core";
import { withDeadline } from "../../core/abort.ts";
import { errorMessage } from "../../core/errors.ts";
import { freshContext } from "./browser-context.ts";

/** In pixels of a picture, from its upper left corner. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface CropRequest {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** All of it where absent. */
  readonly region?: Region;
  /** Longer sides are made smaller. */
  readonly longestSide: number;
}

export type CropOutcome =
  | { readonly type: "png"; readonly bytes: Uint8Array }
  | { readonly type: "failure"; readonly why: string };

/** Decodes pictures where that can do no harm. Never throws for what a picture is. */
export interface PictureEditor {
  /** A part of a picture as PNG. */
  crop(request: CropRequest, signal: AbortSignal): Promise<CropOutcome>;
}

const cropMs = 30_000;
const mostBytes = 32 << 20;

/** Runs in an empty page: decodes a picture, and encodes a part of it. */
const cropInPage = `async ({ data, mediaType, region, longestSide }) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: mediaType }));
  const { x, y, width, height } = region ?? { x: 0, y: 0, width: bitmap.width, height: bitmap.height };
  const left = Math.max(0, x), top = Math.max(0, y);
  const wide = Math.min(bitmap.width, x + width) - left, high = Math.min(bitmap.height, y + height) - top;
  if (!(wide >= 1 && high >= 1)) return { why: "the region lies outside the picture of " + bitmap.width + " × " + bitmap.height };
  const scale = Math.min(1, longestSide / Math.max(wide, high));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(wide * scale)), Math.max(1, Math.round(high * scale)));
  canvas.getContext("2d").drawImage(bitmap, left, top, wide, high, 0, 0, canvas.width, canvas.height);
  const encoded = new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
  let text = "";
  for (let at = 0; at < encoded.length; at += 32768) text += String.fromCharCode(...encoded.subarray(at, at + 32768));
  return { data: btoa(text) };
}`;

/**
 * Cuts a part out of a picture. It is decoded in the sandbox of the browser: decoders of pictures from the web are
 * where programs are broken into, and this process holds keys. Never throws for what a picture is.
 */
export async function cropPicture(
  browser: Browser,
  { bytes, ...request }: CropRequest,
  signal: AbortSignal,
): Promise<CropOutcome> {
  if (bytes.byteLength > mostBytes) return { type: "failure", why: "the picture is larger than 32 MiB" };
  const data = Buffer.from(bytes).toString("base64");
  const context = await freshContext(browser);
  try {
    const done = await withDeadline(
      async (): Promise<unknown> => {
        const page = await context.newPage();
        return page.evaluate(`(${cropInPage})(${JSON.stringify({ ...request, data })})`);
      },
      { timeoutMs: cropMs, signal },
    );
    return done.type === "value" ? readReply(done.value) : { type: "failure", why: "it took too long" };
  } catch (error) {
    return { type: "failure", why: `it cannot be decoded: ${errorMessage(error).split("\n")[0] ?? ""}` };
  } finally {
    await context.close().catch(() => undefined);
  }
}

function readReply(reply: unknown): CropOutcome {
  if (typeof reply === "object" && reply !== null) {
    if ("data" in reply && typeof reply.data === "string")
      return { type: "png", bytes: Buffer.from(reply.data, "base64") };
    if ("why" in reply && typeof reply.why === "string") return { type: "failure", why: reply.why };
  }
  return { type: "failure", why: "it cannot be decoded" };
}
