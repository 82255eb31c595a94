import type { LoopbackReply } from "../../../model/loopback-reply.ts";
import type { LoopbackRequest } from "../../../model/loopback-server.ts";

/** A question of the rubric judge as it came over the wire. */
export interface SeenQuestion {
  readonly system: string;
  readonly user: string;
  readonly criteria: readonly { readonly id: string; readonly text: string }[];
}

/** Reads a judge's question out of an OpenAI-compatible request. Throws `Error` for anything else. */
export function readJudgeQuestion({ json }: LoopbackRequest): SeenQuestion {
  const [system, user] = contentsOf(json);
  const list = /<criteria>\n([\s\S]*?)\n<\/criteria>/.exec(user ?? "")?.[1];
  if (system === undefined || user === undefined || list === undefined)
    throw new Error("no question of a judge");
  const criteria = [...list.matchAll(/^(c\d+): (.*)$/gm)].map(([, id = "", text = ""]) => ({ id, text }));
  return { system, user, criteria };
}

/**
 * A judge by rule, for measurements and tests: a criterion that has words in curly quotation marks is met, or a flaw is
 * there, exactly where the report has these words. It never errs and understands nothing.
 */
export function answerByRule(request: LoopbackRequest): LoopbackReply {
  const { system, user, criteria } = readJudgeQuestion(request);
  const material = user.slice(0, user.indexOf("<criteria>"));
  const entries = criteria.map(({ id, text }) => {
    const wanted = /“([^”]+)”/.exec(text)?.[1] ?? text;
    const isThere = material.includes(wanted);
    if (system.includes('"findings"'))
      return { id, quotes: isThere ? [wanted] : [], note: isThere ? "said" : "" };
    return { id, reason: "by rule", evidence: isThere ? [wanted] : [], verdict: isThere ? "full" : "none" };
  });
  const text = JSON.stringify({ [system.includes('"findings"') ? "findings" : "verdicts"]: entries });
  const usage = {
    prompt_tokens: Math.ceil((system.length + user.length) / 4),
    completion_tokens: Math.ceil(text.length / 4),
    total_tokens: Math.ceil((system.length + user.length + text.length) / 4),
  };
  return { type: "message", text, usage, deltaLength: 4096 };
}

function contentsOf(json: unknown): readonly string[] {
  if (typeof json !== "object" || json === null || !("messages" in json) || !Array.isArray(json.messages))
    return [];
  const messages: readonly unknown[] = json.messages;
  return messages.flatMap((message) => {
    const isMessage = typeof message === "object" && message !== null && "content" in message;
    return isMessage && typeof message.content === "string" ? [message.content] : [];
  });
}
