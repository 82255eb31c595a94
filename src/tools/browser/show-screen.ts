import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ToolContext, ToolResult } from "../../agent/tool.ts";
import { sha256 } from "../../core/hash.ts";
import type { ImageViewer } from "../../model/vision/ask-about-image.ts";
import type { Browsing } from "../../web/browser/browsing.ts";
import { resolveInside } from "../file/resolve-inside.ts";
import { visionUse } from "../image/vision-use.ts";
import { quoted } from "../surfer/render-text.ts";

const folder = "screenshots";

/** The screen kept in the workspace and looked at; nothing of both while it looks as it did the last time. */
export async function showScreen(
  { browsing, viewer }: { readonly browsing: Browsing; readonly viewer?: ImageViewer },
  question: string | undefined,
  { workspace, signal }: ToolContext,
): Promise<ToolResult> {
  const screen = await browsing.screenshot(signal);
  if (screen.type === "refused") return { content: `No picture: ${screen.why}.`, isError: true };
  if (screen.type === "unchanged")
    return { content: "The screen looks as it did in the last screenshot, so it is not shown again." };
  const file = `${folder}/${sha256(screen.png).slice(0, 12)}.png`;
  const target = await resolveInside(workspace, file);
  if (target === undefined)
    return { content: `No picture: ${folder} leads out of the workspace.`, isError: true };
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, screen.png);
  const kept = `The screen is kept as ${file}.`;
  if (viewer === undefined)
    return { content: `${kept} There is no model here that sees pictures; use look, find and read.` };
  const seen = await viewer.view(
    { image: { bytes: screen.png, mediaType: "image/png" }, question: question ?? usualQuestion },
    signal,
  );
  if (seen.type === "failure")
    return { content: `${kept} It could not be looked at: ${seen.why}`, isError: true };
  const content = `${kept}\n<screen by="${viewer.name}">\n${quoted(seen.text)}\n</screen>`;
  return { content, uses: [visionUse(viewer, seen)] };
}

const usualQuestion =
  "Describe what this screenshot of a web page shows: layout, pictures, charts with their values, and anything that text alone would not tell.";
