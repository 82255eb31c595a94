/** No verdict, because the judge could not be asked or did not answer in its form; never counted as a zero. */
export interface JudgeUnavailable {
  readonly type: "judge_unavailable";
  readonly reason: string;
}
