import type { Clauses } from "./english-clauses.ts";
import { askingWords, chineseLead } from "./chinese-words.ts";

const asking = new RegExp(askingWords.join("|"));
const request =
  /^(?:请|麻烦|帮我|我?想(?:知道|了解)|告诉我|介绍|简要介绍|说明|解释|分析|总结|概述|综述|梳理|研究|调研|写一|列出|列举|比较|对比|谈谈|说说|讲讲)/;
const comparing = /区别|不同|差异|差别|异同|比较|对比|变化/;

/** Divides a Chinese question into what is told and what is asked. */
export function chineseClauses(question: string): Clauses {
  const context: string[] = [];
  const asked: string[] = [];
  for (const sentence of question.split(/(?<=[。！!？?；;\n])|(?<=[：:])(?![^《]*》)/)) {
    for (const clause of joinOpen(splitAtCommas(sentence))) {
      const { rest, stripped } = stripChineseLead(clause);
      if (rest === "") continue;
      if (stripped || isChineseAsked(rest)) asked.push(rest);
      else context.push(rest);
    }
  }
  if (asked.length === 0) return { context: [], asked: context.length > 0 ? [context.join("，")] : [] };
  return { context, asked };
}

/** Whether a clause asks something. */
export function isChineseAsked(clause: string): boolean {
  return asking.test(clause) || comparing.test(clause) || request.test(clause);
}

export function stripChineseLead(clause: string): { readonly rest: string; readonly stripped: boolean } {
  const rest = clause.replace(chineseLead, "").trim();
  return rest === ""
    ? { rest: clause, stripped: false }
    : { rest, stripped: rest !== clause && request.test(clause) };
}

function splitAtCommas(sentence: string): readonly string[] {
  const clauses: string[] = [];
  let depth = 0;
  let current = "";
  for (const character of sentence) {
    if (/[《“「（(]/.test(character)) depth += 1;
    if (/[》”」）)]/.test(character)) depth -= 1;
    if (depth <= 0 && /[，,、；;]/.test(character)) {
      // “、” joins things; it parts clauses only where both sides ask.
      if (character !== "、" || asking.test(current)) {
        clauses.push(current);
        current = "";
        continue;
      }
    }
    current += character;
  }
  clauses.push(current);
  return clauses
    .map((clause) => clause.replace(/[。！!？?；;：:\s]+$/, "").trim())
    .filter((clause) => clause !== "");
}

const opening =
  /^(?:在|当|对于|关于|按照|根据|如果|假如|若|要是|如)|(?:时|后|前|的话|中|上|方面|期间|情况下)$/;

/** “在股东出资期限上，A和B有什么不同”: an adverbial belongs to what follows it. */
function joinOpen(clauses: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const clause of clauses) {
    const last = joined.at(-1);
    if (last !== undefined && opening.test(last) && !asking.test(last) && last.length <= 24) {
      joined[joined.length - 1] = `${last}，${clause}`;
    } else joined.push(clause);
  }
  return joined;
}
