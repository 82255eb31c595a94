import type { ModelUse } from "../../agent/tool.ts";
import { present } from "../../core/present.ts";
import type { ImageAnswer, ImageViewer } from "../../model/vision/ask-about-image.ts";

/** What an answer about a picture took, for the run's bill. */
export function visionUse(
  { name }: ImageViewer,
  { usage }: Extract<ImageAnswer, { type: "answer" }>,
): ModelUse {
  return { role: "vision", model: name, ...present({ usage }) };
}
