import { present } from "../../core/present.ts";
import type { EngineFailure, EngineFailureCode } from "./search-engine.ts";

const retryableCodes: ReadonlySet<EngineFailureCode> = new Set(["UNREACHABLE", "TIMEOUT", "RATE_LIMITED"]);

/** A failure under its code; whether trying again can help follows from the code unless it is said. */
export function engineFailure(
  code: EngineFailureCode,
  message: string,
  more: {
    readonly retryable?: boolean;
    readonly retryAfterMs?: number | undefined;
    readonly hasNoConnection?: true;
  } = {},
): EngineFailure {
  const { retryable = retryableCodes.has(code), retryAfterMs, hasNoConnection } = more;
  return {
    type: "failure",
    code,
    message,
    retryable,
    ...present({ retryAfterMs, hasNoConnection }),
  };
}
