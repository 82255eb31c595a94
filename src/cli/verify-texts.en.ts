import { plural } from "../core/plural.ts";
import type { VerifyTexts } from "./verify-texts.ts";

const percent = (share: number | undefined): string =>
  share === undefined ? "–" : `${Math.round(100 * share)}%`;

/** English texts of `deepwell verify`. */
export const verifyEnglish: VerifyTexts = {
  claims: ({ claims, supported, partly, unsupported, uncited }) =>
    `Claims: ${supported} of ${claims} pass every check, ${partly} partly, ${unsupported} not, ${uncited} without a source`,
  checked: ({ quotesFound, quotesChecked, numbersChecked, numbersMissing }) =>
    `Found in the cited passages: ${quotesFound} of ${quotesChecked} quotations, ${numbersChecked - numbersMissing} of ${numbersChecked} numbers and dates`,
  sources: ({ sourcesUsed, independentSources }) =>
    `Sources: ${sourcesUsed} cited, of ${plural(independentSources, "independent origin")}`,
  unmet: (written) =>
    `Citations and addresses that the run never met: ${written.length}${written.length === 0 ? "" : ` (${written.join(", ")})`}`,
  shares: ({ recall, precision }) =>
    `Citation recall ${percent(recall)} (claims borne out) · precision ${percent(precision)} (citations that bear on their claim)`,
  judged: (judge, { full, partial, none, unsure, unavailable }) => {
    const known = `sure of ${full + partial + none} (${full} borne out, ${partial} in part, ${none} not), not sure of ${unsure}`;
    return `Judge (${judge}): ${known}${unavailable > 0 ? `, no answer for ${unavailable}` : ""}`;
  },
  titled: (title, count) => `${title} (${count})`,
  failing: "Claims that fail a check",
  altered: "Passages that report.md prints otherwise than they are stored",
  doubted: "The checks pass, but the judge doubts that the passage says it",
  uncovered: "not in these words",
  quoted: (text) => `“${text}”`,
  disagreeing: "Cited sources that disagree",
  reasons: {
    number: "another source gives another number",
    opposite: "another source says the opposite",
    negation: "another source negates it",
  },
  marked: (file) => `Marked copy: ${file}`,
  next: "The numbers in brackets are those of report.md, which lists the passages under Evidence. Change it and verify again; --mark writes a copy with these findings in it.",
  meaning:
    "Checks compare the report with the stored bytes of its sources. The judge compares words and errs; what it doubts is for a person to read.",
};
