/** Process exit codes: what a script that calls Deepwell can rely on. */
export const exitCodes = {
  verified: 0,
  unexpected: 1,
  usage: 2,
  partial: 3,
  notEnoughEvidence: 4,
  providerUnavailable: 5,
  verificationFailed: 6,
  interrupted: 130,
} as const;

/** Every error code, the exit code it leads to, and whether trying again can help. */
const errorTable = {
  USAGE: { exitCode: exitCodes.usage, retryable: false },
  CONFIG_INVALID: { exitCode: exitCodes.usage, retryable: false },
  DATA_INVALID: { exitCode: exitCodes.usage, retryable: false },
  DOCUMENTS_NOT_FOUND: { exitCode: exitCodes.usage, retryable: false },
  DOCUMENT_UNREADABLE: { exitCode: exitCodes.unexpected, retryable: false },
  INDEX_CORRUPT: { exitCode: exitCodes.unexpected, retryable: false },
  INDEX_BUSY: { exitCode: exitCodes.unexpected, retryable: true },
  MODEL_UNAVAILABLE: { exitCode: exitCodes.providerUnavailable, retryable: true },
  MODEL_CONTEXT_EXCEEDED: { exitCode: exitCodes.providerUnavailable, retryable: false },
  MODEL_REFUSED: { exitCode: exitCodes.providerUnavailable, retryable: false },
  RUN_INVALID: { exitCode: exitCodes.unexpected, retryable: false },
  RUN_BUSY: { exitCode: exitCodes.unexpected, retryable: true },
  BROWSER_UNAVAILABLE: { exitCode: exitCodes.usage, retryable: false },
  SANDBOX_UNAVAILABLE: { exitCode: exitCodes.usage, retryable: false },
  INTERNAL: { exitCode: exitCodes.unexpected, retryable: false },
} as const;

export type ErrorCode = keyof typeof errorTable;

export interface AppErrorOptions {
  /** Why it happened, in one line. */
  readonly why?: string;
  /** The exact thing to do about it, in one line. */
  readonly fix?: string;
  readonly cause?: unknown;
}

/** An error that is shown to people: what happened → why → exact fix, one line each. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly why: string | undefined;
  readonly fix: string | undefined;

  constructor(code: ErrorCode, what: string, options: AppErrorOptions = {}) {
    super(what, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.why = options.why;
    this.fix = options.fix;
  }

  get exitCode(): number {
    return errorTable[this.code].exitCode;
  }

  get retryable(): boolean {
    return errorTable[this.code].retryable;
  }
}

/** The message of anything that was thrown. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
