// Compiles src to dist (or to the folder given): JavaScript and types, and beside them every file that is
// read at run time. `node scripts/build.ts [folder]`
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { configJsonSchema } from "../src/cli/config/config-schema.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = path.join(root, "src");
const target = path.resolve(root, process.argv[2] ?? "dist");

/** A worker is named by its file, which the compiler does not look into. */
const workerUrl = /(new URL\(\s*["'])(\.{1,2}\/[^"']+)\.ts(["'],\s*import\.meta\.url\s*\))/g;

function compile(): void {
  rmSync(target, { recursive: true, force: true });
  const compiler = path.join(root, "node_modules/typescript/bin/tsc");
  const args = ["-p", path.join(root, "tsconfig.build.json"), "--outDir", target];
  execFileSync(process.execPath, [compiler, ...args], { cwd: root, stdio: ["ignore", 2, 2] });
}

function copyAssets(): number {
  const assets = globSync("**/*", { cwd: source, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/(\.ts|^README\.md)$/.test(entry.name))
    .map((entry) => path.relative(source, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.split(path.sep).includes("fixtures"));
  for (const file of assets) {
    mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
    copyFileSync(path.join(source, file), path.join(target, file));
  }
  return assets.length;
}

function pointWorkersToJavaScript(): void {
  for (const file of globSync("**/*.js", { cwd: target })) {
    const place = path.join(target, file);
    const text = readFileSync(place, "utf8");
    const pointed = text.replace(workerUrl, (_, before: string, name: string, after: string) => {
      const worker = path.resolve(path.dirname(place), `${name}.js`);
      if (!existsSync(worker)) throw new Error(`${file} starts ${name}.ts, which was not compiled`);
      return `${before}${name}.js${after}`;
    });
    if (pointed !== text) writeFileSync(place, pointed);
  }
}

/** For editors that complete `config.json`. */
function writeConfigSchema(): void {
  writeFileSync(path.join(target, "config.schema.json"), `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
}

compile();
const assets = copyAssets();
writeConfigSchema();
pointWorkersToJavaScript();
console.log(`built ${path.relative(root, target)} with ${assets} files beside the code`);
