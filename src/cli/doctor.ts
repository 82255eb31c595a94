import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createSecretMask } from "../agent/guard/secret-mask.ts";
import { errorMessage, exitCodes } from "../core/errors.ts";
import type { Environment } from "../core/read-variable.ts";
import { makeFolder } from "../run/make-folder.ts";
import { openSandbox } from "../run/sandbox/sandbox.ts";
import { version } from "../core/version.ts";
import { openBrowser } from "../web/browser/open-browser.ts";
import { cacheDirectoryFix } from "./cache-directory.ts";
import { environmentSecrets } from "./environment-secrets.ts";
import { type Finding, findingLine } from "./finding.ts";
import { mcpFindings } from "./mcp-findings.ts";
import { modelFindings } from "./model-findings.ts";
import { searchFindings } from "./search-findings.ts";
import { engineSetups } from "./engine-setups.ts";
import { resolveSettings } from "./settings.ts";
import { sourceFindings } from "./source-findings.ts";
import { findTesseract, tesseractFix } from "./tesseract.ts";

const openSandboxMs = 10_000;

/** Checks what a run needs; prints one line a finding. The exit code says whether a run can work. */
export async function doctor(flags: { readonly json?: boolean }): Promise<number> {
  const settings = resolveSettings({}, process.env);
  const findings = [
    { name: "deepwell", state: "ok" as const, detail: `${version} under Node ${process.version}` },
    await folderFinding("cache", settings.cacheDir, cacheDirectoryFix),
    await folderFinding("runs", settings.runsDir, "--runs-dir /a/folder/you/may/write"),
    await indexFinding(settings.cacheDir),
    ...(await modelFindings(settings, process.env)),
    ...sourceFindings(settings),
    ...searchFindings(settings, process.env),
    ...(await mcpFindings(engineSetups(process.env))),
    await shellFinding(),
    await browserFinding(),
    await ocrFinding(process.env),
  ];
  const mask = createSecretMask(environmentSecrets(process.env));
  if (flags.json) console.log(mask.text(JSON.stringify(findings)));
  else for (const finding of findings) console.log(mask.text(findingLine(finding)));
  return findings.some((finding) => finding.state === "problem") ? exitCodes.usage : exitCodes.verified;
}

/** Whether a folder can be written to; a folder that this check made is taken away again. */
export async function folderFinding(name: string, folder: string, fix: string): Promise<Finding> {
  const isNew = !existsSync(folder);
  try {
    await makeFolder(folder);
    const probe = path.join(folder, `.probe-${randomBytes(4).toString("hex")}`);
    await writeFile(probe, "");
    await rm(probe);
    if (isNew) await rm(folder, { recursive: true });
    return { name, state: "ok", detail: folder };
  } catch (error) {
    return { name, state: "problem", detail: `${folder} cannot be written: ${errorMessage(error)}`, fix };
  }
}

/** Whether commands could be run in a sandbox; opens one, which proves it, and closes it again. */
export async function shellFinding(programFolders?: readonly string[]): Promise<Finding> {
  const workspace = await mkdtemp(path.join(tmpdir(), "deepwell-doctor-"));
  try {
    const signal = AbortSignal.timeout(openSandboxMs);
    const outcome = await openSandbox({ workspace, signal, ...(programFolders && { programFolders }) });
    if (outcome.type === "refused") {
      const { why, fix } = outcome.refusal;
      return { name: "shell", state: "note", detail: `the model cannot run commands: ${why}`, fix };
    }
    await outcome.sandbox.close();
    return {
      name: "shell",
      state: "ok",
      detail: "the model can run commands in a sandbox, without a network",
    };
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

/** Whether pages could be opened in a browser; starts one, which proves its sandbox, and ends it again. */
export async function browserFinding(executables?: readonly string[]): Promise<Finding> {
  const opening = await openBrowser(executables === undefined ? {} : { executables });
  const refusal = opening.type === "refused" ? opening : await opening.browser.prove();
  if (opening.type === "ready") await opening.browser.close();
  if (refusal === undefined)
    return { name: "browser", state: "ok", detail: "pages can be opened in a sandboxed browser" };
  return {
    name: "browser",
    state: "note",
    detail: `no page can be opened in one: ${refusal.why}`,
    fix: refusal.fix,
  };
}

/** Whether text in pictures can be read, and in which languages. */
export async function ocrFinding(environment: Environment): Promise<Finding> {
  const name = "ocr";
  const found = await findTesseract(environment);
  if (found === undefined)
    return { name, state: "note", detail: "no text in pictures is read", fix: tesseractFix };
  const { version, languages } = found;
  return {
    name,
    state: "ok",
    detail: `text in pictures is read by tesseract ${version}: ${languages.join(", ")}`,
  };
}

async function indexFinding(cacheDir: string): Promise<Finding> {
  const names = await readdir(cacheDir).catch(() => []);
  const isMade = names.some((name) => /^bundled-[0-9a-f]+\.sqlite$/.test(name));
  return isMade
    ? { name: "corpora", state: "ok", detail: "the bundled documents are indexed" }
    : { name: "corpora", state: "note", detail: "the bundled documents will be indexed by the first run" };
}
