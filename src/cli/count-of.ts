import { AppError } from "../core/errors.ts";

/** The whole number that a flag was given, from `least` (1 where absent) on; undefined of nothing. Throws `AppError` USAGE. */
export function countOf(
  flag: string,
  text: string | undefined,
  { example, least = 1 }: { readonly example: number; readonly least?: number },
): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,10}$/.test(text) && Number(text) >= least) return Number(text);
  throw new AppError("USAGE", `${flag} cannot be ${JSON.stringify(text)}.`, {
    why: `it is a whole number from ${least} on`,
    fix: `${flag} ${example}`,
  });
}
