const refersBack =
  /^(?:it|they|he|she|this|these|those|that|such|its|their|his|her|both|the (?:latter|former|same)|doing so|in (?:that|this|these|those) cases?|if so|otherwise|then)\b|^(?:[A-Z][a-z]+|do(?:es)? not [a-z]+|you (?:can|must|may|should|will) [a-z]+) (?:one|it|them)\b|^(?:其|该|此|它|他|她|上述|前款|前述|这|那|以上|否则|但)/i;
const namesItself =
  /^(?:this|these|such|that|those) (?:page|article|law|act|guide|section|chapter|study|paper|report|document|website)\b|^(?:其他|其中|其它|该法|此外)/i;

/** Whether a sentence cannot be understood without the one before it. */
export function needsAntecedent(text: string): boolean {
  return refersBack.test(text) && !namesItself.test(text);
}
