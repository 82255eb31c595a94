import type { RegionLines } from "../layout/page-layout.ts";
import type { TextLine } from "../layout/text-line.ts";

/** How the running text of a document is set; what headings, footnotes and code are told apart by. */
export interface BodyStyle {
  readonly size: number;
  readonly font: string;
}

/** The size and font that most characters have. */
export function findBodyStyle(regions: readonly RegionLines[]): BodyStyle {
  const sizes = new Map<number, number>();
  const fonts = new Map<string, number>();
  const lines = regions.flatMap((region) => region.parts.flatMap((part) => ("type" in part ? [] : [part])));
  const add = <K>(counts: Map<K, number>, key: K, count: number): unknown =>
    counts.set(key, (counts.get(key) ?? 0) + count);
  for (const line of lines) add(sizes, Math.round(line.size * 4) / 4, line.text.length);
  const size = mostCounted(sizes) ?? 10;
  for (const line of lines) if (Math.abs(line.size - size) < 0.5) add(fonts, line.font, line.text.length);
  return { size, font: mostCounted(fonts) ?? "" };
}

function mostCounted<K>(counts: ReadonlyMap<K, number>): K | undefined {
  return [...counts].reduce<readonly [K, number] | undefined>(
    (best, entry) => (best === undefined || entry[1] > best[1] ? entry : best),
    undefined,
  )?.[0];
}

/** Whether a line is set as code: in a font of equal widths, in a document that is not. */
export function isCodeLine(line: TextLine, body: BodyStyle): boolean {
  return line.isOneFont && line.font.endsWith(" monospace") && !body.font.endsWith(" monospace");
}

/** Whether a line ends where a sentence may end. */
export function endsSentence(text: string): boolean {
  return /[.!?:;。！？：；…]["'”’」』)\]）】]*[¹²³⁰⁴-⁹]*$/u.test(text.trimEnd());
}
