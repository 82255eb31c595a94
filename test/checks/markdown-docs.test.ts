import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { verifies } from "../promises.ts";
import { brokenLinks, codeFences, runnableCommands } from "./markdown-docs.ts";

const fence = "```";

describe(`documents ${verifies("oracle.live")}`, () => {
  it("give only the commands that are marked to run", () => {
    const text = `${fence}sh run\n# first\nnpm start -- \\\n  --help\n\nls\n${fence}\n\n${fence}sh\nrm -rf x\n${fence}\n`;
    expect(runnableCommands(text)).toEqual(["npm start -- --help", "ls"]);
    expect(codeFences(text).map((block) => block.info)).toEqual(["sh run", "sh"]);
  });

  it("are caught when a link leads nowhere", () => {
    const root = mkdtempSync(path.join(tmpdir(), "docs-"));
    const texts: Readonly<Record<string, string>> = {
      "a.md": `# Top Level\n[ok](b.md) [ok](b.md#the-loop-1) [ok](#top-level) [ok](https://example.org)
        [gone](c.md) [gone](b.md#no-such) [gone](#nowhere) \`[code](x.md)\`\n${fence}\n[code](y.md)\n${fence}\n`,
      "b.md": "## The loop (1)\n",
    };
    for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(root, name), text);
    const found = brokenLinks("a.md", root, (file) => texts[file] ?? "");
    expect(found).toEqual(["c.md", "b.md#no-such", "#nowhere"]);
  });
});
