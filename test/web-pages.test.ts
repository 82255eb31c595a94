import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { addressesInText } from "../src/core/addresses-in-text.ts";
import { readGivenPages } from "../src/cli/sources/given-pages.ts";
import { pagesOf } from "../src/cli/sources/reading-web.ts";
import { english } from "../src/cli/messages.en.ts";
import { openWeb } from "../src/cli/open-web.ts";
import { type ScriptedTurn, scriptedPolicy } from "../src/model/scripted-policy.ts";
import { embeddedPolicy } from "../src/policy/embedded-policy.ts";
import { research } from "../src/research/research.ts";
import { bundledAuthority } from "../src/retrieval/ranking/authority.ts";
import { localSearchProvider } from "../src/retrieval/local-provider.ts";
import { startSite, untilDone } from "../src/web/loopback-site.fixture.ts";
import { projectRoot } from "./checks/project-files.ts";
import { deepwell } from "./deepwell-process.ts";

const rules = `<html lang="en"><head><title>Rules of the boat club</title></head><body><nav><a href="/">Home</a></nav><main>
<h1>Rules of the boat club</h1><p>The boat club of Eastmere lends rowing boats to its members for three hours at a time. A boat
that comes back late costs its borrower four crowns for every hour. Members who have not learned to swim wear a vest.</p>
<p>The club was founded in 1931 by the fishermen of Eastmere, and its boats lie at the old ferry landing.</p></main></body></html>`;

const folder = (name: string): string => mkdtempSync(path.join(tmpdir(), `deepwell-${name}-`));

it("pages that the question names are searched and cited with their address; those that fail are told", async () => {
  await using site = await startSite((request, response) => {
    if (request.url === "/rules") response.writeHead(200, { "content-type": "text/html" }).end(rules);
    else response.writeHead(404).end();
  });
  const question = `What does a late boat cost at the boat club of Eastmere (${site.origin}/rules, ${site.origin}/gone)?`;
  const settings = { isOn: true, namedHosts: [`127.0.0.1:${site.port}`], usesArchive: false };
  const web = openWeb(settings, folder("cache"));
  afterAll(() => web.close());
  const given = addressesInText(question);
  const pages = pagesOf(web, settings, given);
  const said: string[] = [];
  const progress = {
    say: (line: string) => void said.push(line),
    preparing: () => {},
    event: () => {},
    aside: <T>(work: () => Promise<T>) => work(),
    stopping: () => {},
    end: () => {},
  };
  const library = await readGivenPages(pages, {
    given,
    messages: english,
    progress,
    signal: untilDone,
    authorityOf: bundledAuthority,
  });
  afterAll(() => library.close());
  expect(said).toEqual([
    "The pages that you named: 1 page read, 1 could not be read",
    `  ${site.origin}/gone: The server answers with status 404.`,
  ]);
  const local = localSearchProvider(library);
  const run = await research({
    question,
    runsDir: folder("runs"),
    policy: embeddedPolicy(),
    search: [local],
    pages: [local, pages],
    unsupported: "mark",
  });
  await run.result;
  const report = readFileSync(path.join(run.directory, "report.md"), "utf8");
  expect(report).toContain("four crowns");
  expect(report).toContain(`${site.origin}/rules`);
  expect(site.requests.toSorted()).toEqual(["GET /gone", "GET /rules"]);
});

it("a policy follows a link of a page, and gets nothing by a URL that it made up", async () => {
  const start = rules.replace("</main>", '<p><a href="/fees">Fees of the club</a></p></main>');
  const fees = rules.replaceAll("Rules", "Fees").replace("four crowns", "seven crowns");
  await using site = await startSite((request, response) => {
    const page = request.url === "/rules" ? start : request.url === "/fees" ? fees : undefined;
    response.writeHead(page === undefined ? 404 : 200, { "content-type": "text/html" }).end(page);
  });
  const settings = { isOn: true, namedHosts: [`127.0.0.1:${site.port}`], usesArchive: false };
  const web = openWeb(settings, folder("cache"));
  afterAll(() => web.close());
  const pages = pagesOf(web, settings, [`${site.origin}/rules`]);
  const open = (url: string): ScriptedTurn => ({
    toolCalls: [{ toolName: "batch_web_surfer", input: { action: "batch_open", urls: [url] } }],
  });
  const run = await research({
    question: `What does a late boat cost, by what ${site.origin}/rules links to?`,
    runsDir: folder("runs"),
    policy: scriptedPolicy([
      open(`${site.origin}/rules`),
      open(`${site.origin}/fees`),
      open(`${site.origin}/steal?secret=1`),
      ({ messages }) => {
        const seen = JSON.stringify(messages);
        const ids = [...seen.slice(0, seen.lastIndexOf("seven crowns")).matchAll(/web_[0-9a-f]{8}/g)];
        return {
          answer: `# Boats\n\nA late boat costs seven crowns for every hour. \\cite{${ids.at(-1)?.[0]}}`,
        };
      },
    ]),
    search: [],
    pages: [pages],
    unsupported: "strict",
  });
  await run.result;
  const report = readFileSync(path.join(run.directory, "report.md"), "utf8");
  expect(report).toContain("seven crowns");
  expect(report).toContain(`${site.origin}/fees`);
  expect(report).toMatch(/Accessed \d{4}-\d\d-\d\d/);
  expect(readFileSync(path.join(run.directory, "journal.ndjson"), "utf8")).toContain("Not opened: ");
  expect(site.requests).toEqual(["GET /rules", "GET /fees"]);
});

it("--docs-only opens no connection, whatever the question names; read opens one to a named host", {
  timeout: 60_000,
}, async () => {
  await using site = await startSite((_request, response) => response.end(rules));
  const env = { DEEPWELL_CACHE_DIR: folder("cache"), DEEPWELL_RUNS_DIR: folder("runs") };
  const question = `What does ${site.origin}/rules say about how long books are lent?`;
  const named = ["--allow-host", "127.0.0.1:1", "--allow-host", `127.0.0.1:${site.port}`];
  const documents = ["--docs", path.join(projectRoot, "examples/documents"), "--docs-only"];
  const { stderr } = await deepwell([question, ...documents, ...named], { env });
  expect(stderr).not.toContain("pages that you named");
  expect(site.connections()).toBe(0);
  const read = await deepwell(["read", ...named, `${site.origin}/rules`, "--json"], { env });
  expect(read.stdout).toContain("four crowns");
  expect(site.connections()).toBeGreaterThan(0);
});
