import { errorMessage } from "../core/errors.ts";

/** Why the file system said no, in words for the user. */
export function readableReason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EACCES" || code === "EPERM") return "There is no permission to read it.";
  if (code === "ENOENT") return "It does not exist.";
  if (code === "ELOOP") return "Its links lead in a circle.";
  if (code === "EMFILE") return "Too many files are open.";
  if (code === "EIO") return "The disk could not read it.";
  return errorMessage(error);
}
