import type { Environment } from "./environment.ts";

const secretName =
  /(?:^|_)(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|AUTH|COOKIE|DSN)(?:$|_)/i;
const shortest = 8;

/** Values of variables that are named like secrets: what must never leave with a query, an address or a report. */
export function environmentSecrets(environment: Environment): readonly string[] {
  const values = Object.entries(environment).flatMap(([name, value = ""]) =>
    secretName.test(name) && value.length >= shortest && !isPath(value) && !isWord(value) ? [value] : [],
  );
  return [...new Set(values)];
}

/** `SSH_AUTH_SOCK` and the like say where a secret is, and are none. */
function isPath(value: string): boolean {
  return /^(?:\/|~|[A-Za-z]:\\)/.test(value);
}

/** `APP_KEY=production`: withholding a word of the language would withhold the answer. */
function isWord(value: string): boolean {
  return /^(?:[A-Z]?[a-z]+|[A-Z]+)$/.test(value);
}
