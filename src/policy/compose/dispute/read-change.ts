import { findValues, type Value } from "../values.ts";

/** That a value took the place of another: “raised from 40 euros to 55 euros”, 由40元调整为55元. */
export interface Change {
  readonly from: Value;
  readonly to: Value;
}

const verbs =
  /\b(?:rais|increas|cut|lower|reduc|chang|rise|rising|rose|fall|fell|drop|climb|adjust|revis|extend|shorten|grow|grew|gone|went)\w*|调整|提高|上调|上涨|下调|下降|降低|降至|提升|增加|增至|减少|缩短|延长|改为|变更|涨/i;
const opensWithFrom = /(?:\bfrom|[由从]原?(?:来的?)?(?:每[年月周日天人次])?)\s*$/i;
const leadsOn =
  /^\s*(?:(?:an?|per|each|every)\s\w+\s+)?(?:to|up to|down to|,? ?and is now)\s*$|^[^，。；]{0,6}(?:调整|提高|上调|上涨|下调|下降|降低|提升|增加|减少|缩短|延长|改|变更|涨)?(?:为|至|到)(?:现行的?)?(?:每[年月周日天人次])?$/i;
const formerly =
  /\b(?:formerly|previously|used to be|instead of|up from|down from|until then)\s*(?:it was\s*)?$|(?:此前|原来?|原先|之前)(?:为|是)?$/i;
/** “from $40 to $55” is found as one value. */
const range = /^(.*\d)\s?(?:to|至|到)\s?(.*\d.*)$/;

function splitRange(value: Value): Change | undefined {
  const [, first = "", second = ""] = range.exec(value.text) ?? [];
  const [[from], [to]] = [findValues(first), findValues(second)];
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** The change that a sentence tells of between values of one type; undefined where it tells of none. */
export function readChange(text: string, values: readonly Value[]): Change | undefined {
  const [first, second] = values;
  if (first === undefined || !verbs.test(text)) return formerValue(text, values);
  const before = text.slice(0, first.start);
  if (values.length === 1) return opensWithFrom.test(before) ? splitRange(first) : undefined;
  const between = text.slice(first.end, second?.start);
  const isChange = second !== undefined && opensWithFrom.test(before) && leadsOn.test(between);
  return isChange ? { from: first, to: second } : formerValue(text, values);
}

/** “55 euros, up from 40 euros”, “55 euros (previously 40 euros)”. */
function formerValue(text: string, values: readonly Value[]): Change | undefined {
  const [to, from] = values;
  if (to === undefined || from === undefined || values.length !== 2) return undefined;
  const isFormer = formerly.test(text.slice(to.end, from.start).replace(/[（(]\s*$/, ""));
  return isFormer ? { from, to } : undefined;
}
