import { citationIdPattern } from "../../core/ids.ts";
import { present } from "../../core/present.ts";
import { estimateTokens } from "../../core/tokens.ts";
import { messageText } from "../../model/message.ts";
import type { Policy, Usage } from "../../model/policy.ts";
import { askPolicy } from "../ask-policy.ts";
import { loadPrompt } from "../prompts/load-prompt.ts";
import { foldResult, type FoldSetting, short } from "./fold-result.ts";
import type { NotesRequest } from "./extract-notes.ts";
import { idsIn, namedIds } from "./named-ids.ts";
import type { Turn } from "./turns.ts";

export interface SummaryRequest extends NotesRequest {
  readonly language: string;
  /** What was noted of earlier turns; empty where nothing was. */
  readonly notes: string;
  /** The turns that are not in those notes yet. */
  readonly fresh: readonly Turn[];
  readonly folding: FoldSetting;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

export interface Summary {
  readonly notes: string;
  readonly usage?: Usage;
}

/**
 * Has a model write the notes, and checks them: ids of passages that the run has not seen are taken out, ids that the
 * policy had named or that stood in the notes before are put back, what is too long is cut. Undefined where the model
 * fails or says nothing.
 */
export async function summariseNotes(request: SummaryRequest, policy: Policy): Promise<Summary | undefined> {
  const { language, question, signal, timeoutMs } = request;
  const prompt = loadPrompt("summarise", language);
  const system = prompt.text.replaceAll("{{tokens}}", String(Math.round(request.room * writtenShare))).trim();
  const asking = askPolicy(policy, {
    turn: 0,
    signal,
    timeoutMs,
    state: {
      question,
      language,
      messages: [
        { role: "system", text: system },
        { role: "user", text: material(request) },
      ],
      tools: [],
      budget: { turnsUsed: 0, toolCallsUsed: 0, elapsedMs: 0 },
      mustAnswer: false,
    },
  });
  let next = await asking.next();
  while (next.done !== true) next = await asking.next();
  if (next.value.type === "failure") return undefined;
  const { message, usage } = next.value.action;
  const text = messageText(message)
    .replace(/<\/?(?:answer|notes)>/g, "")
    .trim();
  if (text === "") return undefined;
  return { notes: checked(text, request), ...present({ usage }) };
}

/** What is asked of the model; the rest of the room is for ids that it forgets. */
const writtenShare = 0.8;

function material({ question, notes, fresh, folding }: SummaryRequest): string {
  const turns = fresh.map(({ said, results }) => {
    const calls = said.parts.map((part) =>
      part.type === "tool-call" ? `${part.toolName} ${short(JSON.stringify(part.input), 400)}` : part.text,
    );
    const returned = (results?.parts ?? []).map((part) => foldResult(part, folding));
    return [...calls, ...returned].join("\n");
  });
  return [question, ...(notes === "" ? [] : [`<notes>\n${notes}\n</notes>`]), ...turns].join("\n\n---\n\n");
}

function checked(text: string, request: SummaryRequest): string {
  const { evidence, room, notes, turns } = request;
  const known = text.replace(new RegExp(citationIdPattern, "g"), (id) => (evidence.has(id) ? id : "?"));
  const kept = cutLines(known, room * writtenShare);
  const present = new Set(idsIn(kept));
  const needed = [...namedIds(turns, evidence), ...idsIn(notes)];
  const lost = [...new Set(needed)].filter((id) => !present.has(id) && evidence.has(id));
  return lost.length === 0
    ? kept
    : `${kept}\n${lost.slice(0, Math.floor((room * (1 - writtenShare)) / 8)).join(" ")}`;
}

function cutLines(text: string, room: number): string {
  let used = 0;
  const lines = text.split("\n");
  const end = lines.findIndex((line) => (used += estimateTokens(line) + 1) > room);
  return end < 0 ? text : lines.slice(0, end).join("\n");
}
