import type { Environment } from "./environment.ts";

const secretName =
  /(?:^|_)(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|AUTH|COOKIE|DSN)(?:$|_)/i;
const shortest = 8;

/**
 * Values of variables that are named like secrets, and what addresses in the environment or among `addresses` have as
 * password or under such a name: what must never leave with a query, an address or a report, and is never written down.
 */
export function environmentSecrets(
  environment: Environment,
  addresses: readonly string[] = [],
): readonly string[] {
  const named = Object.entries(environment).flatMap(([name, value = ""]) =>
    secretName.test(name) ? [value] : [],
  );
  const inAddresses = [...Object.values(environment), ...addresses].flatMap(secretsOfAddress);
  const values = [...named, ...inAddresses].filter((value) => value.length >= shortest);
  return [...new Set(values.filter((value) => !isPath(value) && !isWord(value)))];
}

function secretsOfAddress(address: string | undefined): readonly string[] {
  if (address === undefined || !/^[a-z][a-z0-9+.-]*:\/\//i.test(address)) return [];
  const url = URL.parse(address);
  if (url === null) return [];
  const parameters = [...url.searchParams].flatMap(([name, value]) =>
    secretName.test(name.replaceAll("-", "_")) ? [value] : [],
  );
  return [unescaped(url.password), ...parameters];
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign is part of the password as it is.
    return text;
  }
}

/** `SSH_AUTH_SOCK` and the like say where a secret is, and are none. */
function isPath(value: string): boolean {
  return /^(?:\/|~|[A-Za-z]:\\)/.test(value);
}

/** `APP_KEY=production`: withholding a word of the language would withhold the answer. */
function isWord(value: string): boolean {
  return /^(?:[A-Z]?[a-z]+|[A-Z]+)$/.test(value);
}
