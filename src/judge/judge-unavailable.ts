/**
 * Why there is no verdict. `timeout`: no answer in time. `model-failed`: the server refused, failed or said nothing.
 * `malformed`: answers without the form that was asked for. `missing`: answers that leave this criterion out or give it
 * no known verdict. `evidence-not-found`: a verdict that rests on words which the report does not have.
 */
export type UnavailableCause = "timeout" | "model-failed" | "malformed" | "missing" | "evidence-not-found";

/** No verdict, because the judge could not be asked or did not answer in its form; never counted as a zero. */
export interface JudgeUnavailable {
  readonly type: "judge_unavailable";
  readonly cause: UnavailableCause;
  readonly reason: string;
}
