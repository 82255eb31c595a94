import { readDate } from "../../dates.ts";

/** The calendar date of a PDF date string (`D:20050615172311+05'30'`, ISO 32000-1 7.9.4); undefined where it is none. */
export function readPdfDate(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const found = /^(?:D:)?((?:19|20)\d{2})-?(\d{2})?-?(\d{2})?/.exec(value.trim());
  if (found === null) return undefined;
  return readDate(
    found
      .slice(1)
      .filter((part) => part !== undefined)
      .join("-"),
  );
}
