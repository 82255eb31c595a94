import path from "node:path";
import type { FakeClock } from "../../src/core/clock.ts";
import type { PolicyState } from "../../src/model/policy.ts";
import { scriptedPolicy, type ScriptedTurnSource } from "../../src/model/scripted-policy.ts";
import { research, resume } from "../../src/research/research.ts";
import { openLibrary } from "../../src/retrieval/library.ts";
import { localSearchProvider } from "../../src/retrieval/local-provider.ts";
import { postRequest } from "../../src/run/inbox.ts";
import { makeLibrary, subjects } from "../../prove/run/killed-run.ts";

const planning: ScriptedTurnSource = {
  text: "First what it costs.",
  toolCalls: [
    {
      toolName: "todo",
      input: {
        updates: { fee: { task: "Find the fee", status: "in_progress" }, term: { task: "Find the term" } },
      },
    },
    {
      toolName: "batch_web_surfer",
      input: { action: "batch_search", queries: ["fishing licence cost", "fee"] },
    },
  ],
};
const reading: ScriptedTurnSource = {
  reasoning: "The fee is there, the term is not.",
  toolCalls: [
    { toolName: "batch_web_surfer", input: { action: "batch_open", urls: ["https://example.org/0"] } },
    { toolName: "batch_web_surfer", input: { action: "batch_open", urls: ["https://example.org/gone"] } },
    { toolName: "launch", input: { anything: true } },
  ],
};
const dying: ScriptedTurnSource = {
  failure: { code: "MODEL_UNAVAILABLE", message: "the server is gone", retryable: false },
};
const noting: ScriptedTurnSource = {
  toolCalls: [
    { toolName: "file", input: { action: "write", path: "notes.md", content: "Residents pay $45.\n" } },
    { toolName: "todo", input: { updates: { fee: { status: "completed" }, term: { status: "completed" } } } },
  ],
};

/**
 * A run with something of everything that a journal holds: parallel calls, failed and unknown ones, a plan, files, a
 * message of a person, a warning about the budget, a failure and a resume. Answers its directory.
 */
export async function recordRun(folder: string, clock: FakeClock): Promise<string> {
  const [subject] = subjects;
  if (subject === undefined) throw new Error("there are subjects");
  const file = path.join(folder, "library.sqlite");
  await makeLibrary(file, subject);
  const library = openLibrary(file, { readOnly: true });
  try {
    const provider = localSearchProvider(library);
    const approval = { tools: ["file"], ask: () => Promise.resolve(true) };
    const common = {
      search: [provider],
      pages: [provider],
      clock,
      approval,
      limits: { maxTurns: 6, maxToolCalls: 8 },
    };
    const first = await research({
      ...common,
      question: subject.question,
      policy: scriptedPolicy([planning, reading, dying], { clock }),
      runsDir: path.join(folder, "runs"),
    });
    await first.result;
    await postRequest(first.directory, { type: "steer", text: "Say for whom the fee is." });
    const second = await resume({
      ...common,
      directory: first.directory,
      policy: scriptedPolicy([noting, (state) => ({ answer: answerFrom(state) })], { clock }),
    });
    await second.result;
    return first.directory;
  } finally {
    library.close();
  }
}

/** Two sentences, each with the passage that says so. */
function answerFrom({ messages }: PolicyState): string {
  const seen = messages.flatMap((message) =>
    message.role === "tool" ? message.parts.map((part) => part.content) : [],
  );
  const citing = (words: string): string => {
    const before = seen.join("\n").split(words)[0] ?? "";
    return before.match(/web_[0-9a-f]{8}/g)?.at(-1) ?? "";
  };
  const [fee, term] = ["costs $45 a year for residents", "valid for twelve months"];
  return `A fishing licence ${fee}.\\cite{${citing(fee)}}\n\nIt is ${term} from the day of issue.\\cite{${citing(term)}}`;
}
