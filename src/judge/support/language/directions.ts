/** Kinds of words that give a statement its direction: `loss` is of what takes a thing away, `no-effect` of findings of none. */
export const directionKinds = ["more", "less", "negation", "loss", "no-effect"] as const;
export type DirectionKind = (typeof directionKinds)[number];

/** Beginnings of English words. */
const beginnings: Readonly<Partial<Record<DirectionKind, string>>> = {
  more:
    "increas improv enhanc elevat promot activat stimulat induc upregulat up-regulat accelerat strength expand higher " +
    "greater more gain rise rising boost facilitat support restor rescu protect stabil effective benefi positive high " +
    "contribut augment amplif favor favour potentiat exacerbat",
  less:
    "decreas reduc lower less inhibit suppress impair attenuat diminish declin block prevent abolish abrogat downregulat " +
    "down-regulat repress disrupt limit slow delay fewer weaken antagoni harm ineffective negative low shrink lost loses " +
    "worse poor short destabil restrict compromis fail counteract ameliorat alleviat",
  loss:
    "deficien deplet knockout knockdown knock delet loss absence inhibitor antagonist silenc null ablat mutant lacking " +
    "inactivat removal withdraw eliminat without",
};

/** Whole English words and phrases. */
const phrases: Readonly<Partial<Record<DirectionKind, string>>> = {
  negation:
    "not|no|nor|without|never|neither|cannot|none|unlikely|little|rarely|hardly|independent|unable|unrelated|unaffected|" +
    "unchanged|insufficient|dispensable|lack|lacks|lacking",
  "no-effect":
    "no effect|no association|not associated|no significant|no difference|not affect|not differ|unaffected|unchanged|" +
    "no change|not change|no relation|no evidence|did not|does not|do not|not required|dispensable|independent",
};

const chinese: Readonly<Partial<Record<DirectionKind, string>>> = {
  more: "增|升|涨|提高|扩大|加强|加快|促进|改善",
  less: "减|降|跌|缩|削弱|抑制|下滑|放慢",
  negation: "不|没|无|未|非|别|莫|勿",
  loss: "缺|失去|丧失|取消|禁",
  "no-effect": "无关|没有影响|没有变化|不影响",
};

const patterns: readonly RegExp[] = directionKinds.map((kind) => {
  const starts = beginnings[kind]?.replaceAll(" ", "|");
  const whole = phrases[kind];
  const parts = [
    starts === undefined ? "" : String.raw`\b(?:${starts})`,
    whole === undefined ? "" : String.raw`\b(?:${whole})\b`,
    kind === "negation" ? String.raw`n['’]t\b` : "",
    chinese[kind] ?? "",
  ];
  return new RegExp(parts.filter((part) => part !== "").join("|"), "gu");
});

/** How often each kind occurs in a text, in the order of `directionKinds`. */
export function countDirections(text: string): readonly number[] {
  const lower = text.toLowerCase();
  return patterns.map((pattern) => lower.match(pattern)?.length ?? 0);
}
