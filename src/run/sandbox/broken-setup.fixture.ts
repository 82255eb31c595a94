import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Makes a folder of programs in which `bwrap` is this shell script, and the others are the real ones. */
export function programsWith(folder: string, scripts: Readonly<Record<string, string>>): readonly string[] {
  mkdirSync(folder, { recursive: true });
  for (const [name, script] of Object.entries(scripts)) {
    const file = path.join(folder, name);
    writeFileSync(file, `#!/bin/bash\n${script}\n`);
    chmodSync(file, 0o755);
  }
  return [folder, "/usr/bin", "/bin"];
}

/** The real `bwrap` with arguments taken away or put in: `without` removes them, each with what follows it. */
export function alteredBubblewrap(alteration: {
  readonly without?: Readonly<Record<string, number>>;
  readonly with?: string;
}): string {
  const cases = Object.entries(alteration.without ?? {}).map(
    ([name, more]) => `${name}) shift ${more + 1} ;;`,
  );
  return [
    "kept=()",
    `while [ "$1" != -- ]; do case $1 in ${cases.join(" ")} *) kept+=("$1"); shift ;; esac; done`,
    `exec /usr/bin/bwrap "\${kept[@]}" ${alteration.with ?? ""} "$@"`,
  ].join("\n");
}
