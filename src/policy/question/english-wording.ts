/** Ways in which people ask, and how documents put what answers them. */
const forms: readonly { readonly asked: RegExp; readonly said: string }[] = [
  {
    asked: /^who (?:all )?(?:can|could|may|gets? to) (?:get|receive|have|claim|collect|use|apply for)\b/i,
    said: "Who is eligible for",
  },
  { asked: /^who gets\b/i, said: "Who is eligible for" },
  {
    asked: /^(?:do|would|will|can) i (?:still )?(?:qualify for|meet the rules for)\b/i,
    said: "Am I eligible for",
  },
];

/** A question with the words of documents in place of everyday ones that only say what is asked; others unchanged. */
export function asDocumentsSay(clause: string): string {
  const form = forms.find(({ asked }) => asked.test(clause));
  return form === undefined ? clause : clause.replace(form.asked, form.said);
}
