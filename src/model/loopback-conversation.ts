import { z } from "zod";
import type { LoopbackRequest } from "./loopback-server.ts";
import type { LoopbackProtocol } from "./loopback-wire.ts";

/** What a request to the loopback server says, whatever its protocol. */
export interface LoopbackConversation {
  readonly messages: readonly {
    readonly role: "system" | "user" | "assistant" | "tool";
    /** The text, or the result of a tool; empty where there is none. */
    readonly text: string;
  }[];
  /** Names of the tools that the model may call now. */
  readonly tools: readonly string[];
}

type Messages = LoopbackConversation["messages"];

const contentPart = z.looseObject({ type: z.string(), text: z.string().optional() });

/** A text, or parts of which those that are none, as pictures are, are passed over. */
const textOfParts = z
  .array(contentPart)
  .transform((parts) => parts.flatMap(({ text }) => (text === undefined ? [] : [text])).join("\n"));
const textOrParts = z.union([z.string(), textOfParts]);

const openaiRequest = z
  .object({
    messages: z.array(
      z.object({ role: z.enum(["system", "user", "assistant", "tool"]), content: textOrParts.nullish() }),
    ),
    tools: z.array(z.object({ function: z.object({ name: z.string() }) })).default([]),
    tool_choice: z.unknown().optional(),
  })
  .transform(({ messages, tools, tool_choice: choice }): LoopbackConversation => {
    const said = messages.map(({ role, content }) => ({ role, text: content ?? "" }));
    return { messages: said, tools: choice === "none" ? [] : tools.map((tool) => tool.function.name) };
  });

const anthropicBlock = z.union([
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("tool_result"), content: textOrParts }),
  z.looseObject({ type: z.string() }).transform(() => ({ type: "other" as const })),
]);

const anthropicRequest = z
  .object({
    system: z.array(z.object({ text: z.string() })).default([]),
    messages: z.array(z.object({ role: z.enum(["user", "assistant"]), content: z.array(anthropicBlock) })),
    tools: z.array(z.object({ name: z.string() })).default([]),
    tool_choice: z.object({ type: z.string() }).optional(),
  })
  .transform(({ system, messages, tools, tool_choice: choice }): LoopbackConversation => {
    const said = messages.flatMap(({ role, content }): Messages => {
      const texts = content.flatMap((block) => (block.type === "text" ? [block.text] : []));
      const results = content.flatMap((block) => (block.type === "tool_result" ? [block.content] : []));
      return spoken({ role, texts, results });
    });
    const prompts = system.map(({ text }) => ({ role: "system" as const, text }));
    return {
      messages: [...prompts, ...said],
      tools: choice?.type === "none" ? [] : tools.map((tool) => tool.name),
    };
  });

const geminiPart = z.object({
  text: z.string().optional(),
  functionResponse: z.object({ response: z.record(z.string(), z.string()) }).optional(),
});

const geminiRequest = z
  .object({
    systemInstruction: z.object({ parts: z.array(z.object({ text: z.string() })) }).optional(),
    contents: z.array(z.object({ role: z.enum(["user", "model"]), parts: z.array(geminiPart) })),
    tools: z.array(z.object({ functionDeclarations: z.array(z.object({ name: z.string() })) })).default([]),
    toolConfig: z.object({ functionCallingConfig: z.object({ mode: z.string() }) }).optional(),
  })
  .transform(({ systemInstruction, contents, tools, toolConfig }): LoopbackConversation => {
    const said = contents.flatMap(({ role, parts }): Messages => {
      const texts = parts.flatMap(({ text }) => (text === undefined ? [] : [text]));
      const results = parts.flatMap(({ functionResponse }) =>
        Object.values(functionResponse?.response ?? {}),
      );
      return spoken({ role: role === "model" ? "assistant" : "user", texts, results });
    });
    const prompts = (systemInstruction?.parts ?? []).map(({ text }) => ({ role: "system" as const, text }));
    const names = tools.flatMap((tool) => tool.functionDeclarations.map(({ name }) => name));
    const isForbidden = toolConfig?.functionCallingConfig.mode === "NONE";
    return { messages: [...prompts, ...said], tools: isForbidden ? [] : names };
  });

function spoken(message: {
  readonly role: "user" | "assistant";
  readonly texts: readonly string[];
  readonly results: readonly string[];
}): Messages {
  const { role, texts, results } = message;
  const tool = results.map((text) => ({ role: "tool" as const, text }));
  return texts.length === 0 && role === "user" ? tool : [...tool, { role, text: texts.join("") }];
}

const requests = {
  openai: openaiRequest,
  anthropic: anthropicRequest,
  gemini: geminiRequest,
} satisfies Readonly<Record<LoopbackProtocol, z.ZodType<LoopbackConversation>>>;

/** What a request says; the reason, as text, when it is no request of its protocol. */
export function conversationIn({ protocol, json }: LoopbackRequest): LoopbackConversation | string {
  const parsed = requests[protocol].safeParse(json);
  return parsed.success ? parsed.data : z.prettifyError(parsed.error);
}
