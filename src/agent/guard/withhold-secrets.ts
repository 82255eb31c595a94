import type { LeakScreen } from "./leak-screen.ts";

/** What stands in place of text that is not printed. */
const withheld = "[withheld: a secret of this machine]";

/** A text without the lines that hold a secret; without any line where a secret is spread over several. */
export function withholdSecrets(text: string, holdsSecret: LeakScreen): string {
  if (!holdsSecret(text)) return text;
  const lines = text.split("\n").map((line) => (holdsSecret(line) ? withheld : line));
  const rest = lines.join("\n");
  return holdsSecret(rest) ? withheld : rest;
}
