import { AppError, errorMessage, exitCodes } from "../core/errors.ts";
import type { Messages } from "./messages.ts";

/** An error in the shape in which people see it: what → why → fix, one line each. */
export function errorLines(error: unknown, messages: Pick<Messages, "why" | "fix">): readonly string[] {
  if (!(error instanceof AppError)) return [`Unexpected error: ${errorMessage(error)}`];
  return [
    error.message,
    ...(error.why === undefined ? [] : [`${messages.why}: ${error.why}`]),
    ...(error.fix === undefined ? [] : [`${messages.fix}: ${error.fix}`]),
  ];
}

/** The exit code that an error leads to. */
export function exitCodeOf(error: unknown): number {
  return error instanceof AppError ? error.exitCode : exitCodes.unexpected;
}
