import type { SiteKind } from "../../fake-web/site.ts";
import type { FakeQuestion } from "../../fake-web/world.ts";
import type { Told } from "./ask-fake-web.ts";

/** What a reader of one report is told; each a share or a yes (1) or no (0). */
export type ToldScores = Readonly<Record<(typeof toldMeasures)[number], number>>;

export const toldMeasures = [
  "answer in the short answer",
  "leads with the right figure",
  "leads with a farm's figure",
  "leads with an outdated figure",
  "farm's figure in the short answer",
  "cites only farms",
  "cites a page behind a gate",
  "claims supported",
  "independent origins",
  "no report",
] as const;

const gated: readonly SiteKind[] = ["paywalled", "login", "bot-check", "soft-404", "disallowed"];

/** The section that answers, without marks of emphasis. */
export function shortAnswerOf(markdown: string): string {
  const [, rest = ""] = markdown.split(/^## (?:Short answer|简要回答)$/m);
  return (rest.split(/^## /m)[0] ?? "").replaceAll("**", "").trim();
}

/** Whether a text gives a figure (digits and words), and not one that only ends like it. */
function gives(text: string, figure: string): boolean {
  return new RegExp(`(?<![\\d.,])${figure}`).test(text);
}

/** Scores one report; `kindOf` says what kind of site an address is of. A question without a report counts as not answered. */
export function scoreTold(
  { answer, wrong }: FakeQuestion,
  { markdown, report }: Told,
  kindOf: (url: string) => SiteKind | undefined,
): ToldScores {
  const short = shortAnswerOf(markdown);
  const figures = [answer, wrong.farm, wrong.outdated];
  // A sentence that tells of a change has two of them; it is right where it has the right one.
  const lead = short.split(/(?<=[.。])\s*/).find((one) => figures.some((figure) => gives(one, figure))) ?? "";
  const isRight = gives(lead, answer);
  const cited = (report?.sources ?? [])
    .filter(({ status }) => status === "used")
    .map(({ url }) => kindOf(url) ?? "gone");
  const { claims = 0, supported = 0, independentSources = 0 } = report?.statistics ?? {};
  const yes = (is: boolean): number => (is ? 1 : 0);
  return {
    "answer in the short answer": yes(gives(short, answer)),
    "leads with the right figure": yes(isRight),
    "leads with a farm's figure": yes(!isRight && gives(lead, wrong.farm)),
    "leads with an outdated figure": yes(!isRight && gives(lead, wrong.outdated)),
    "farm's figure in the short answer": yes(gives(short, wrong.farm)),
    "cites only farms": yes(cited.length > 0 && cited.every((kind) => kind === "farm")),
    "cites a page behind a gate": yes(cited.some((kind) => gated.some((one) => one === kind))),
    "claims supported": claims === 0 ? 0 : supported / claims,
    "independent origins": independentSources,
    "no report": yes(report === undefined),
  };
}
