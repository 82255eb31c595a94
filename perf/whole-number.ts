import { InvalidArgumentError } from "commander";

/** A whole number of at least 0 as it stands on the command line. Throws commander's error for anything else. */
export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It has to be a whole number.");
  return Number(text);
}
