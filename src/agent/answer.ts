import { type AssistantMessage, messageText, toolCalls } from "../model/message.ts";

/**
 * The answer in a message, or undefined when the message goes on with research. `<answer>…</answer>`
 * counts wherever it stands; a message without tool calls is an answer even without the tags.
 * An empty string means that the policy found nothing to say.
 */
export function answerOf(message: AssistantMessage): string | undefined {
  const text = messageText(message);
  const opened = text.lastIndexOf("<answer>");
  if (opened >= 0) {
    const from = opened + "<answer>".length;
    const closed = text.indexOf("</answer>", from);
    return text.slice(from, closed < 0 ? undefined : closed).trim();
  }
  return toolCalls(message).length === 0 ? text.trim() : undefined;
}
