import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { sha256 } from "../../src/core/hash.ts";
import { citationId } from "../../src/core/ids.ts";
import { buildDocument } from "../../src/document/build-document.ts";
import type { Message } from "../../src/model/message.ts";
import type { Action, Policy, PolicyEvent } from "../../src/model/policy.ts";
import { research, resume } from "../../src/research/research.ts";
import type { OpenOutcome, PageProvider } from "../../src/web/page-provider.ts";
import type { SearchProvider } from "../../src/web/search-provider.ts";

/** Where a secret can come into a run. */
export type Seam = (typeof seams)[number];
export const seams = [
  "question",
  "message of a person",
  "address of a hit",
  "text of a hit",
  "text of a page",
  "title of a page",
  "failure of a search",
  "failure of a page",
  "search that throws",
  "file of the workspace",
  "words of the model",
  "thoughts of the model",
  "call of the model",
  "answer of the model",
  "failure of the model",
  "model that throws",
  "how the sources were opened",
  "what is told of the models",
] as const;

const licence = "A fishing licence costs $45 a year for residents.";

function pageOf(text: string, url: string, title: string): Extract<OpenOutcome, { type: "page" }> {
  const { text: stored, passages } = buildDocument([{ type: "paragraph", text }], { mediaType: "text/html" });
  const source = { id: sha256(stored), url, title, authors: [], mediaType: "text/html", collection: "web" };
  return { type: "page", source, text: stored, passages };
}

const failure = (message: string) => ({ type: "failure" as const, code: "WORLD", message, retryable: false });

/** Researches a question in a world that tells a secret at one seam; answers the files in which `holds` finds it. */
export async function leaksOf(
  folder: string,
  { seam, secrets, written, holds }: Leak,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const at = (here: Seam): string => (here === seam ? written : "");
  const events: string[] = [];
  const options = {
    policy: tellingPolicy(at),
    search: [tellingSearch(at)],
    pages: [tellingPages(at)],
    runsDir: folder,
    secrets,
    openedWith: { docs: [`https://docs.example/${at("how the sources were opened")}`] },
    models: { research: { baseUrl: `https://models.example/${at("what is told of the models")}` } },
    limits: { maxTurns: 8, maxToolCalls: 20, maxMs: 20_000 },
  };
  const run = await research({ ...options, question: `What does a licence cost? ${at("question")}` });
  await writeFile(path.join(run.directory, "workspace", "found.txt"), `key=${at("file of the workspace")}\n`);
  await run.steer(`Mind the fees. ${at("message of a person")}`);
  for await (const event of run) events.push(JSON.stringify(event));
  const { status } = await run.result;
  // What was begun is written down again by whoever goes on with it.
  if (status === "failed") await (await resume({ ...options, directory: run.directory })).result;
  // That file was put there, and not by the run.
  await rm(path.join(run.directory, "workspace", "found.txt"));
  const leaks = await filesWith(folder, holds);
  const told = events.filter(holds).map((event) => `the event ${event.slice(0, 80)}`);
  return [...leaks, ...told];
}

export interface Leak {
  readonly seam: Seam;
  /** What the run is told to keep to itself. */
  readonly secrets: readonly string[];
  /** The secret as it stands at the seam. */
  readonly written: string;
  /** Whether a text or the name of a file gives the secret away. */
  readonly holds: (text: string) => boolean;
}

/** Every file below a folder whose name or bytes hold it. */
export async function filesWith(
  folder: string,
  holds: (text: string) => boolean,
): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const found = await Promise.all(
    files.map(
      async (file) =>
        holds(file) || holds(await readFile(file, "latin1")) || holds(await readFile(file, "utf8")),
    ),
  );
  return files.filter((_, index) => found[index]).map((file) => path.relative(folder, file));
}

type At = (seam: Seam) => string;

function tellingSearch(at: At): SearchProvider {
  return {
    name: "telling",
    async search(query) {
      if (at("search that throws") !== "") throw new Error(`GET /?key=${at("search that throws")}`);
      if (at("failure of a search") !== "" && query.text !== "licence")
        return failure(`401 for ${at("failure of a search")}`);
      const plain = pageOf(licence, "https://example.org/licence", "Licences");
      const telling = pageOf(
        `${licence} ${at("text of a hit")}`,
        `https://example.org/2?key=${at("address of a hit")}`,
        "Fees",
      );
      const hits = [plain, telling].flatMap(({ source, passages }) =>
        passages.map((passage) => ({
          source,
          passage,
          score: 1,
          snippet: passage.text,
          duplicates: 0,
          why: [],
          citationId: citationId(source.id, passage.start, passage.end),
        })),
      );
      return { type: "hits", hits, terms: [] };
    },
  };
}

function tellingPages(at: At): PageProvider {
  return {
    name: "telling",
    canOpen: () => true,
    async open(ref) {
      if (at("failure of a page") !== "") return failure(`cannot open: ${at("failure of a page")}`);
      const isPlain = ref.endsWith("licence");
      return pageOf(
        isPlain ? licence : `${licence} ${at("text of a page")}`,
        ref,
        isPlain ? "Licences" : `Fees ${at("title of a page")}`,
      );
    },
  };
}

const calling = (toolName: string, input: object) => ({ toolName, input: JSON.parse(JSON.stringify(input)) });

/** Searches, opens, reads and writes files, says more than it should, and answers with a citation. */
function tellingPolicy(at: At): Policy {
  let isBroken = at("failure of the model") !== "" || at("model that throws") !== "";
  let made = 0;
  const act = (messages: readonly Message[], mustAnswer: boolean): Action => {
    const turn = messages.filter(({ role }) => role === "assistant").length;
    const seen = messages.flatMap((message) =>
      message.role === "tool" ? message.parts.map((part) => part.content) : [],
    );
    const id = /web_[0-9a-f]{8}/.exec(seen.join(""))?.[0] ?? "";
    if (turn > 2 || mustAnswer) {
      const answer = `${licence}\\cite{${id}}\n\nThe key is ${at("answer of the model")}.\\cite{${id}}`;
      return {
        message: { role: "assistant", parts: [{ type: "text", text: `<answer>${answer}</answer>` }] },
      };
    }
    const said = at("call of the model");
    const turns = [
      [calling("batch_web_surfer", { action: "batch_search", queries: ["licence", "licence fees"] })],
      [
        calling("batch_web_surfer", {
          action: "batch_open",
          urls: ["https://example.org/licence", `https://example.org/2?key=${at("address of a hit")}`],
        }),
      ],
      [
        calling("file", { action: "write", path: "notes.md", content: `Noted ${said}\n` }),
        calling("file", { action: "read", path: "found.txt" }),
        calling("todo", { updates: { one: { task: `Use ${said}`, status: "completed" } } }),
        calling(`tool-${said}`, { [said]: said }),
      ],
    ];
    const calls = (turns[turn] ?? []).map((call) => ({
      type: "tool-call" as const,
      callId: `c${made++}`,
      ...call,
    }));
    return {
      message: {
        role: "assistant",
        parts: [
          { type: "reasoning", text: `I saw ${at("thoughts of the model")}.` },
          { type: "text", text: `There is ${at("words of the model")}.` },
          ...calls,
        ],
      },
    };
  };
  return {
    name: "telling",
    usesLanguageModel: true,
    async *act(state): AsyncGenerator<PolicyEvent> {
      const { message } = act(state.messages, state.mustAnswer);
      if (isBroken && state.messages.length > 3) {
        isBroken = false;
        if (at("model that throws") !== "") throw new Error(`connect with ${at("model that throws")}`);
        const why = `401: Incorrect API key provided: ${at("failure of the model")}.`;
        yield { type: "failure", failure: { code: "MODEL_UNAVAILABLE", message: why, retryable: false } };
        return;
      }
      for (const part of message.parts) {
        if (part.type === "tool-call") continue;
        const type = part.type === "text" ? ("text-delta" as const) : ("reasoning-delta" as const);
        for (let start = 0; start < part.text.length; start += 7)
          yield { type, text: part.text.slice(start, start + 7) };
      }
      yield { type: "action", action: { message } };
    },
  };
}
