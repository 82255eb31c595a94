import type { PromiseId } from "../../test/promises.ts";

/** A defect that is put into a copy of the source, where the tests of a promise have to find it. */
export interface Plant {
  readonly promise: PromiseId;
  /** What is wrong then. */
  readonly defect: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** One for each promise that is kept. */
export const plants: readonly Plant[] = [
  {
    promise: "cite.exists",
    defect: "citations of passages that were never opened are printed",
    file: "src/report/build-report.ts",
    find: "isPrinted: (id) => stored.has(id),",
    replace: "isPrinted: () => true,",
  },
  {
    promise: "cite.span",
    defect: "numbers are not looked up",
    file: "src/report/check/check-numbers.ts",
    find: "if (context.passages.length === 0) return [];",
    replace: "if (context.passages.length >= 0) return [];",
  },
  {
    promise: "parse.html",
    defect: "passages begin one byte too late",
    file: "src/document/divide-passages.ts",
    find: "        start: first.start,",
    replace: "        start: first.start + 1,",
  },
  {
    promise: "parse.pdf",
    defect: "files that cannot be read fail without a reason",
    file: "src/document/pdf/page/load-pdf.ts",
    find: "message: `Not a readable PDF: ${errorMessage(error)}`",
    replace: "message: errorMessage(error).slice(0, 0)",
  },
  {
    promise: "parse.url",
    defect: "another name is resolved than the one that was judged",
    file: "src/web/transport/guarded-connector.ts",
    find: "await resolveOnce(host, resolve)",
    replace: "await resolveOnce(`${host}.`, resolve)",
  },
  {
    promise: "index.crash",
    defect: "an index is made under its own name",
    file: "src/corpora/bundled.ts",
    find: '  const unfinished = `${file}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;',
    replace: "  const unfinished = file.length > 0 ? file : randomBytes(process.pid).toString();",
  },
  {
    promise: "run.budget",
    defect: "a run takes two turns more than it may",
    file: "src/agent/budget.ts",
    find: "spent.turns >= maxTurns - 1)",
    replace: "spent.turns >= maxTurns + 1)",
  },
  {
    promise: "context.endless",
    defect: "nothing that is sent is ever made shorter",
    file: "src/agent/context/context-window.ts",
    find: "    upper: Math.round(contextTokens * upperShare),",
    replace: "    upper: Math.round(contextTokens * upperShare * 100),",
  },
  {
    promise: "run.step-once",
    defect: "a resumed run does not know the results that it had",
    file: "src/research/drive.ts",
    find: "reopened(events.reduce(applyEvent, initialState(openingMessages(start))))",
    replace:
      "reopened(events.filter(({ type }) => type !== 'tool-result').reduce(applyEvent, initialState(openingMessages(start))))",
  },
  {
    promise: "context.refused",
    defect: "a refused prompt ends the run",
    file: "src/agent/loop.ts",
    find: 'first.failure.code === "MODEL_CONTEXT_EXCEEDED" && policy',
    replace: 'first.failure.code === "ABORTED" && policy',
  },
  {
    promise: "cost.counted",
    defect: "what tools ask of models costs what research costs",
    file: "src/agent/budget.ts",
    find: "const own = rolePrices?.[role] ?? price;",
    replace: "const own = price;",
  },
  {
    promise: "config.keys",
    defect: "a project's files may hold keys",
    file: "src/cli/config/read-config-file.ts",
    find: 'if (row.kind === "secret" && file.isShared && !referencePattern.test(told)) throw sharedKey(row, file);',
    replace: "",
  },
  {
    promise: "run.atomic",
    defect: "a resumed run begins from nothing",
    file: "src/research/drive.ts",
    find: "reopened(events.reduce(applyEvent, initialState(openingMessages(start))))",
    replace: "reopened(events.slice(0, 1).reduce(applyEvent, initialState(openingMessages(start))))",
  },
  {
    promise: "run.power",
    defect: "records are told of before they are on the disk",
    file: "src/run/commit-queue.ts",
    find: "this.#written.then(() => this.#file.sync())",
    replace: "this.#written",
  },
  {
    promise: "run.random-kill",
    defect: "records behind a resume are numbered from the beginning",
    file: "src/run/journal.ts",
    find: "return { journal: appendTo(handle, events.length), events };",
    replace: "return { journal: appendTo(handle, 0), events };",
  },
  {
    promise: "run.replay",
    defect: "records of versions to come are taken for torn ones",
    file: "src/run/journal.ts",
    find: "if (version > journalVersion) {",
    replace: "if (version > journalVersion + 9) {",
  },
  {
    promise: "run.fault",
    defect: "a tool that throws ends the run",
    file: "src/agent/run-tool-calls.ts",
    find: "return { content: `${call.toolName} failed: ${errorMessage(error)}`, isError: true };",
    replace: "throw new Error(errorMessage(error));",
  },
  {
    promise: "fetch.ssrf",
    defect: "a private network counts as public",
    file: "src/web/policy/is-public-address.ts",
    find: '  "10.0.0.0/8",\n',
    replace: "",
  },
  {
    promise: "fetch.rebind",
    defect: "addresses are not judged again when they are connected",
    file: "src/web/transport/guarded-connector.ts",
    find: "const special = isExempt ? undefined :",
    replace: 'const special = isExempt || host !== "" ? undefined :',
  },
  {
    promise: "fetch.bomb",
    defect: "a body has no cap",
    file: "src/web/transport/read-body.ts",
    find: "let left = maxBytes;",
    replace: "let left = maxBytes * 1e9;",
  },
  {
    promise: "fetch.slow",
    defect: "the deadline is ten times as far away",
    file: "src/web/web-client.ts",
    find: "    const deadlineMs = this.#clock.monotonicMs() + timeoutMs;",
    replace: "    const deadlineMs = this.#clock.monotonicMs() + 10 * timeoutMs;",
  },
  {
    promise: "fetch.loop",
    defect: "headers go with a redirect to another origin",
    file: "src/web/transport/next-hop.ts",
    find: "return { url: target, method: request.method, headers: {} };",
    replace: "return { url: target, method: request.method, headers: request.headers };",
  },
  {
    promise: "fetch.robots",
    defect: "a server that cannot say what may be read is read",
    file: "src/web/robots/robots-gate.ts",
    find: "    if (status >= 500) return unreachable(host);\n",
    replace: "",
  },
  {
    promise: "fetch.trap",
    defect: "a site may cost any number of pages",
    file: "src/ingest/web/site-budget.ts",
    find: "pages < this.#limits.maxPages",
    replace: "pages < 100 * this.#limits.maxPages",
  },
  {
    promise: "tool.args",
    defect: "tools are run with input that their schema refuses",
    file: "src/agent/tool.ts",
    find: "return tool.run(parsed.data, context);",
    replace: "return tool.run(input as never, context);",
  },
  {
    promise: "sandbox.on",
    defect: "what the canary has found is passed over",
    file: "src/run/sandbox/sandbox.ts",
    find: "  if (problem !== undefined) return refuse(problem);\n",
    replace: "",
  },
  {
    promise: "sandbox.hold",
    defect: "the sandbox has the network of this machine",
    file: "src/run/sandbox/bubblewrap-arguments.ts",
    find: '"--unshare-net", ',
    replace: "",
  },
  {
    promise: "inject.act",
    defect: "addresses that nobody gave are opened",
    file: "src/agent/guard/outbound-guard.ts",
    find: "isAddress(text) && !given.has(text)",
    replace: 'isAddress(text) && !given.has(text) && text === ""',
  },
  {
    promise: "inject.exfil",
    defect: "secrets in hexadecimal are not seen",
    file: "src/agent/guard/disguises.ts",
    find: '    { text: bytes.toString("hex"), ratio: 2 },\n',
    replace: "",
  },
  {
    promise: "data.secret",
    defect: "what tools tell is written down as it is",
    file: "src/agent/guard/mask-tool.ts",
    find: "content: mask.text(result.content)",
    replace: "content: result.content",
  },
  {
    promise: "search.lead",
    defect: "addresses that were never opened are printed",
    file: "src/report/body/known-urls.ts",
    find: "const found = url === undefined ? undefined : known.get(keyOf(url));",
    replace: "const found = url === undefined ? undefined : (known.get(keyOf(url)) ?? url.href);",
  },
  {
    promise: "search.answer",
    defect: "a failure of an engine repeats its key",
    file: "src/web/search/withhold-key.ts",
    find: 'return text.replaceAll(key, "[key]").replaceAll(encodeURIComponent(key), "[key]");',
    replace: "return text;",
  },
  {
    promise: "search.command",
    defect: "only the server itself is ended, not what it has started",
    file: "src/web/search/mcp/command-transport.ts",
    find: "else process.kill(-pid, signal);",
    replace: "else process.kill(pid, signal);",
  },
  {
    promise: "judge.unavailable",
    defect: "a criterion that was not judged counts as a zero",
    file: "src/judge/rubric/score.ts",
    find: "...(known.length === rubrics.length ? { value: low } : {}),",
    replace: "value: low,",
  },
  {
    promise: "rank.authority",
    defect: "what is known of publishers weighs more than relevance",
    file: "src/retrieval/ranking/authority.ts",
    find: "return 1 + swing * (Math.min(1, Math.max(0, score)) - 0.5);",
    replace: "return 1 + 60 * swing * (Math.min(1, Math.max(0, score)) - 0.5);",
  },
  {
    promise: "oracle.live",
    defect: "a kept promise without a test is passed over",
    file: "test/checks/promise-coverage.ts",
    find: 'item.status === "kept" && !cited.has(item.id)',
    replace: 'item.status === "planned" && !cited.has(item.id) && item.id === ""',
  },
];
