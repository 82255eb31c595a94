import type { Block, Inline } from "./body.ts";
import { inlinesOf } from "./inline-text.ts";

export interface Proven {
  readonly isCitation: (citationId: string) => boolean;
  readonly isUrl: (url: string) => boolean;
}

/**
 * Counts citations and links of a printed body that nothing proves. Looks only at what is printed, so that it would
 * notice a fault of everything before it.
 */
export function countInvented(body: readonly Block[], proven: Proven): number {
  const count = (inlines: readonly Inline[]): number =>
    inlines.reduce((sum, inline) => {
      if (inline.type === "citation") {
        const unproven = inline.ids.filter((id) => !proven.isCitation(id)).length;
        return sum + unproven + (inline.ids.length === 0 ? 1 : 0);
      }
      const own = inline.type === "link" && !proven.isUrl(inline.url) ? 1 : 0;
      return sum + own + ("children" in inline ? count(inline.children) : 0);
    }, 0);
  return body.flatMap(inlinesOf).reduce((sum, inlines) => sum + count(inlines), 0);
}
