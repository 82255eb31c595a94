/** What Deepwell promises, as data. A test cites a promise by `verifies(id)` in its name. */
export interface Promised {
  readonly id: string;
  readonly promise: string;
  /** How it is tried. */
  readonly how: string;
  /** `kept`: a test that fails when it is broken is in the suite. `planned`: not yet promised to users. */
  readonly status: "kept" | "planned";
}

export const promises = [
  {
    id: "cite.exists",
    promise:
      "Every printed URL and citation was opened in this run and its text is stored in the run directory.",
    how: "construction, and a scan of the reports that the suite makes",
    status: "kept",
  },
  {
    id: "cite.span",
    promise:
      "Every quote stands in the stored bytes; every number of a cited sentence stands in its passage.",
    how: "mutated reports have to be caught, clean ones have to pass",
    status: "kept",
  },
  {
    id: "parse.html",
    promise: "Any bytes given as HTML end as a document or as a typed failure.",
    how: "hostile pages and 100,000 mutants of a page",
    status: "kept",
  },
  {
    id: "parse.pdf",
    promise: "Any bytes given as PDF end as a document or as a typed failure, within time and memory.",
    how: "5,000 mutants of a file, read in workers as the product reads files",
    status: "kept",
  },
  {
    id: "index.crash",
    promise: "A process that dies while indexing leaves an index that opens and holds whole documents only.",
    how: "a child process is killed during ingestion; the index is opened and compared afterwards",
    status: "kept",
  },
  {
    id: "run.budget",
    promise: "Turns, tool calls, time, tokens and money never exceed their limit by more than one unit.",
    how: "policies that always ask for more",
    status: "kept",
  },
  {
    id: "context.endless",
    promise:
      "However long a run is, what is sent fits the model's window, only a compaction changes what was sent before, and no citation is lost.",
    how: "200 turns against a model with a window of 32,000 tokens",
    status: "kept",
  },
  {
    id: "context.refused",
    promise:
      "A prompt that a server calls too long is made shorter once and sent again; what was learned holds for the rest of the run.",
    how: "servers with a narrower context than assumed, that say so or not, live and resumed",
    status: "kept",
  },
  {
    id: "cost.counted",
    promise:
      "Every request to a model is on the bill of the run, by its server's count and at the price of its role, also after a resume.",
    how: "runs with research, judge and vision models of their own prices; the journal folded again",
    status: "kept",
  },
  {
    id: "config.keys",
    promise:
      "No key stands in a file of a project, none is printed, and none of the user's goes to a server that a project names.",
    how: "configurations with keys and addresses in every place",
    status: "kept",
  },
  {
    id: "run.step-once",
    promise: "A finished tool call is never executed again.",
    how: "counters in tools, over recorded and resumed runs",
    status: "kept",
  },
  {
    id: "run.atomic",
    promise: "A run killed at any instant resumes and ends with the same report as an unkilled run.",
    how: "SIGKILL at each event of a run, every other time again during recovery; journals cut at each byte",
    status: "kept",
  },
  {
    id: "run.random-kill",
    promise: "The same with real processes, at random times, also during recovery.",
    how: "SIGKILL at uniform times",
    status: "kept",
  },
  {
    id: "run.power",
    promise: "No accepted turn is lost after the operating system crashes; nothing is ever corrupt.",
    how: "the writes and syncs of real runs, dropped, reordered or torn where they were not synced; the real code recovers",
    status: "kept",
  },
  {
    id: "run.replay",
    promise: "Journals of every released version replay to the same report.",
    how: "one recorded run for each version of Deepwell and of its journal, replayed whole and from the middle",
    status: "kept",
  },
  {
    id: "run.fault",
    promise: "Any single outside failure ends in a finished report or a typed error, never in a hang.",
    how: "each kind of failure at the nth outside call, for every n",
    status: "kept",
  },
  {
    id: "fetch.ssrf",
    promise: "No socket is opened to an address that is not public or to a port that is not the web's.",
    how: "blocked URLs as start, redirect, DNS answer and page link",
    status: "kept",
  },
  {
    id: "fetch.rebind",
    promise: "The address that was checked is the address that is connected.",
    how: "a resolver that changes its answer",
    status: "kept",
  },
  {
    id: "fetch.bomb",
    promise: "A body stays under its cap after decoding; nodes and memory are bounded.",
    how: "compressed and HTML bombs",
    status: "kept",
  },
  {
    id: "fetch.slow",
    promise: "One total deadline covers connect, headers, body and parse.",
    how: "servers that stall and drip in each phase",
    status: "kept",
  },
  {
    id: "fetch.loop",
    promise: "Redirect chains are bounded and no header crosses origins.",
    how: "chains on loopback servers",
    status: "kept",
  },
  {
    id: "fetch.robots",
    promise: "robots.txt is obeyed as RFC 9309 has it.",
    how: "machine-read cases, and status, size and cache cases",
    status: "kept",
  },
  {
    id: "fetch.trap",
    promise: "A maze of generated pages costs a bounded number of fetches; copies count once.",
    how: "generated mazes and poisoned near-copies",
    status: "kept",
  },
  {
    id: "parse.url",
    promise: "A canonical URL equals the WHATWG one, and checker and client agree.",
    how: "the web platform's URL and host cases; what the client asks a real server for is what the checker allowed",
    status: "kept",
  },
  {
    id: "tool.args",
    promise: "Malformed model output never crashes and never runs something that was not asked.",
    how: "10,000 mutated outputs through the whole loop, naughty strings in every field",
    status: "kept",
  },
  {
    id: "sandbox.on",
    promise: "Tools that run programs run only when a probe from inside proves denial.",
    how: "starts with a sandbox broken in eighteen ways, each refused with the reason and what to do",
    status: "kept",
  },
  {
    id: "sandbox.hold",
    promise:
      "Code in a tool cannot read or write outside, reach the network, touch other processes, outlive the run, or exhaust the machine.",
    how: "some fifty probes, each with a control that must succeed and a hole made on purpose that it must find; a fork bomb; SIGKILL of the owner at random times",
    status: "kept",
  },
  {
    id: "inject.act",
    promise: "No text from the web causes an action outside policy.",
    how: "a worst-case policy that obeys every injection",
    status: "kept",
  },
  {
    id: "inject.exfil",
    promise: "Secrets never leave in a URL, query, header, image or report.",
    how: "canaries under many encodings",
    status: "kept",
  },
  {
    id: "inject.report",
    promise: "One hostile page in ten does not change the answer to the attacker's.",
    how: "questions with and without a hostile page, with a real model",
    status: "planned",
  },
  {
    id: "judge.unavailable",
    promise: "A criterion that could not be judged is never counted as a zero.",
    how: "a model server that answers in ten wrong ways, or not at all; any choice of missing verdicts",
    status: "kept",
  },
  {
    id: "cite.support",
    promise: "The cited passage supports the sentence.",
    how: "a judge that is itself checked against labels",
    status: "planned",
  },
  {
    id: "server.http",
    promise: "A bad client cannot crash, stall or cross sessions.",
    how: "mutated requests, slow clients, foreign origins",
    status: "planned",
  },
  {
    id: "ui.xss",
    promise: "Text of a model or of the web never becomes script or a remote load.",
    how: "attack strings in a real browser under a reporting policy",
    status: "planned",
  },
  {
    id: "data.secret",
    promise: "Logs, journals, trajectories and reports hold no secret.",
    how: "random secrets that come in at eighteen seams, written in five ways; every file and event is searched",
    status: "kept",
  },
  {
    id: "search.lead",
    promise:
      "What a search engine says of a page that nobody has read cannot be cited, and its address is not printed.",
    how: "a scripted policy that prints and cites what it saw as a lead, over a small web on loopback",
    status: "kept",
  },
  {
    id: "search.answer",
    promise:
      "Any answer of a search engine ends as results or as a typed failure; only addresses of the web come through, and no failure tells a key.",
    how: "documented answers with parts replaced, other JSON, errors that tell the key, and bytes, for each engine",
    status: "kept",
  },
  {
    id: "search.command",
    promise:
      "A search server that is started as a command sees only the variables named for it, and nothing that it has started outlives the run.",
    how: "real servers that list their variables, start a process, hang, die and flood",
    status: "kept",
  },
  {
    id: "rank.authority",
    promise:
      "What is known of publishers gives no place to a passage that is not comparable, and changes no order where nothing is known.",
    how: "the same documents ranked with and without it",
    status: "kept",
  },
  {
    id: "train.resume",
    promise: "Training killed at any step resumes bit-equal.",
    how: "a kill at each step",
    status: "planned",
  },
  {
    id: "oracle.live",
    promise: "Every check of the house can fail.",
    how: "a planted defect for each check",
    status: "kept",
  },
] as const satisfies readonly Promised[];

export type PromiseId = (typeof promises)[number]["id"];

export function isPromiseId(id: string): id is PromiseId {
  return promises.some((promise) => promise.id === id);
}

/** The text by which a test's name cites a promise, found again by `promises.test.ts`. */
export function verifies(id: PromiseId): string {
  return `[${id}]`;
}
