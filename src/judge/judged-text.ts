import { labelsFor } from "../report/render/labels-for.ts";
import { splitAtHeading, withoutFlags } from "./citation/read-report.ts";

/** The front matter of the reports of runs. */
const ofRun = /^---\n(?:.*\n)*?usesLanguageModel: (?:true|false)\n(?:.*\n)*?---\n/;

/**
 * What of a printed report is the report: of a run's `report.md` the body and its references, without front matter,
 * flags, and the passages, checks and search terms that the program lists behind: nothing that only stands there was
 * said. Any other text is left as it is.
 */
export function judgedText(markdown: string): string {
  const [front] = ofRun.exec(markdown) ?? [];
  if (front === undefined) return markdown;
  const headings = ["en", "zh"].map(labelsFor).flatMap(({ evidence, checks }) => [evidence, checks]);
  return withoutFlags(splitAtHeading(markdown.slice(front.length), headings).body).trim();
}
