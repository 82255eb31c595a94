import { z } from "zod";
import { errorMessage } from "../../core/errors.ts";
import { connectionErrorCode } from "../chat/model-failure.ts";
import { chatCompletionsUrl, messagesUrl } from "../chat/server-address.ts";
import type { ModelChoice } from "./model-choice.ts";

export type ModelList =
  | { readonly type: "models"; readonly names: readonly string[] }
  /** The server refused the question. */
  | { readonly type: "refused"; readonly status: number }
  | { readonly type: "unreachable"; readonly reason: string };

const modelList = z.union([
  z.object({ data: z.array(z.object({ id: z.string() })) }).transform(({ data }) => data.map(({ id }) => id)),
  z
    .object({ models: z.array(z.object({ name: z.string() })) })
    .transform(({ models }) => models.map(({ name }) => name.replace(/^models\//, ""))),
]);

type Server = Pick<ModelChoice, "protocol" | "baseUrl" | "apiKey">;

/** Asks a server which models it has. Never throws for what the server does; ends when the signal aborts. */
export async function listModels(server: Server, signal: AbortSignal): Promise<ModelList> {
  try {
    const response = await fetch(listUrl(server), { headers: keyHeaders(server), signal, redirect: "error" });
    if (!response.ok) {
      await response.body?.cancel();
      return { type: "refused", status: response.status };
    }
    return { type: "models", names: modelList.safeParse(await response.json().catch(() => null)).data ?? [] };
  } catch (error) {
    const reason = signal.aborted ? "it does not answer in time" : reasonOf(error);
    return { type: "unreachable", reason };
  }
}

function reasonOf(error: unknown): string {
  const code = connectionErrorCode(error);
  return code === "ECONNREFUSED" ? "nothing listens there" : (code ?? errorMessage(error));
}

function listUrl({ protocol, baseUrl }: Server): string {
  if (protocol === "anthropic") return messagesUrl(baseUrl).replace(/\/messages(?=$|\?)/, "/models");
  if (protocol === "gemini") return `${baseUrl.replace(/\/+$/, "")}/models`;
  return chatCompletionsUrl(baseUrl).replace(/\/chat\/completions(?=$|\?)/, "/models");
}

function keyHeaders({ protocol, apiKey }: Server): Record<string, string> {
  const version = protocol === "anthropic" ? { "anthropic-version": "2023-06-01" } : {};
  if (apiKey === undefined) return version;
  if (protocol === "anthropic") return { ...version, "x-api-key": apiKey };
  return protocol === "gemini" ? { "x-goog-api-key": apiKey } : { authorization: `Bearer ${apiKey}` };
}
