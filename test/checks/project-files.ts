import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Absolute path of the checkout. */
export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

/** Files of the project, tracked or about to be, as paths relative to its root; never what git ignores. */
export function projectFiles(root = projectRoot): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return [...new Set(listed.split("\0"))]
    .filter((file) => file !== "" && existsSync(path.join(root, file)))
    .toSorted();
}

/** Text of a file of the project. */
export function readProjectFile(file: string, root = projectRoot): string {
  return readFileSync(path.join(root, file), "utf8");
}

/** TypeScript files under `folder`, without tests unless asked for. */
export function sourceFiles(folder: string, { tests = false } = {}): readonly string[] {
  return projectFiles().filter(
    (file) => file.startsWith(`${folder}/`) && file.endsWith(".ts") && (tests || !isTestFile(file)),
  );
}

export function isTestFile(file: string): boolean {
  return file.endsWith(".test.ts") || /(^|\/)(fixtures|testing)\//.test(file);
}
