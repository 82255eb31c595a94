import { expect, it } from "vitest";
import { scoreSupport } from "./embedded-support.ts";
import { isQuotedClaim } from "./quoted-claim.ts";
import { loadSupportModel } from "./support-model.ts";

const law = "劳动合同可以约定试用期。试用期最长不得超过六个月。";
const rule =
  "It is not true that books are lent for 28 days. A late return costs 20 cents, whatever the reason.";

it.each([
  ["《劳动法》第二十一条规定：“试用期最长不得超过六个月。”", law, true],
  ["《劳动法》第二十一条规定：“试用期最长不得超过**八**个月。”", law, false],
  ["试用期最长不得超过六个月", law, true],
  ["试用期最长不得超过六个月", "第二十一条　试用期最长不得超过六个月。", true],
  ["试用期最长不得超过六个月", "并非试用期最长不得超过六个月。", false],
  ["第二十一条没有规定“试用期最长不得超过六个月。”", law, false],
  ["The rules say: “A late return costs 20 cents.”", rule, true],
  ["A late return costs 20 cents.", rule, true],
  ["Nobody says that “a late return costs 20 cents”.", rule, false],
  ["Books are lent for 28 days.", rule, false],
  ["The rules have “20 cents” in them.", rule, false],
])("%s: repeats its evidence or not", (claim, text, wanted) => {
  expect(isQuotedClaim(claim, text)).toBe(wanted);
});

it("is sure of what is quoted", () => {
  const claim = "《劳动法》第二十一条规定：“劳动合同可以约定试用期。试用期最长不得超过六个月。”";
  const verdict = scoreSupport({ claim, evidence: { text: law } }, loadSupportModel());
  expect(verdict).toMatchObject({ support: "full", isSure: true });
});
