/** Ways in which people ask, and how laws put what answers them. */
const forms: readonly { readonly asked: RegExp; readonly said: string }[] = [
  {
    asked:
      /会(?:被|受到?|有)?(?:怎么样?|怎样|如何|什么样的|什么)(?:处理|对待|后果|下场|惩罚|惩处)?(?=[？?。]?$)/,
    said: "怎么处罚",
  },
];

const employed =
  /辞退|开除|解雇|炒|裁员|工资|加班|劳动合同|试用期|社保|五险一金|工伤|离职|辞职|产假|年假|病假|员工|入职/;
const founded = /开公司|注册公司|成立公司|公司法|公司章程|股东|股权|注册资本/;
const employer = /(?:我们?)?(?:公司|单位|工厂|厂里|老板)/g;

/** A question about work with what laws call whoever gives it; others unchanged. */
export function withEmployer(question: string): string {
  return employed.test(question) && !founded.test(question) && !question.includes("用人单位")
    ? question.replace(employer, "用人单位")
    : question;
}

/** A clause with the words of laws in place of everyday ones that only say what is asked; others unchanged. */
export function asLawsSay(clause: string): string {
  const form = forms.find(({ asked }) => asked.test(clause));
  return form === undefined ? clause : clause.replace(form.asked, form.said);
}
