import type { JudgeExample } from "./judge-examples.ts";

/** Engines whose formats are written, for supervised training and for training by reward. */
export const sftFormats = ["trl", "ms-swift", "llama-factory"] as const;
export type SftFormat = (typeof sftFormats)[number];
export const rlFormats = ["verl", "slime", "trl"] as const;
export type RlFormat = (typeof rlFormats)[number];

/** One line of the supervised set. TRL and verl read `messages`, ms-swift the same, LLaMA-Factory turns by speaker. */
export function sftRow(example: JudgeExample, format: SftFormat): object {
  const [system = "", user = ""] = textsOf(example);
  if (format === "llama-factory") {
    return {
      conversations: [
        { from: "human", value: user },
        { from: "gpt", value: example.answer },
      ],
      system,
    };
  }
  return {
    messages: [
      { role: "system", content: system },
      { role: "user", content: user },
      { role: "assistant", content: example.answer },
    ],
  };
}

/**
 * One line of the set for training by verifiable reward: the question and, as a JSON string, the labels that
 * `judgeAnswerReward` compares an answer with. verl wants the same nested schema in every row, hence the string.
 */
export function rlRow(example: JudgeExample, format: RlFormat, index: number): object {
  const [system = "", user = ""] = textsOf(example);
  const prompt = [
    { role: "system", content: system },
    { role: "user", content: user },
  ];
  const truth = JSON.stringify(Object.fromEntries(example.labels));
  const origin = { id: example.id, labeller: example.labeller };
  if (format === "trl") return { prompt, ground_truth: truth, ...origin };
  if (format === "slime") return { prompt, label: truth, metadata: { split: example.split, ...origin } };
  return {
    data_source: "deepwell-judge",
    prompt,
    ability: "judge",
    reward_model: { style: "rule", ground_truth: truth },
    extra_info: { index, split: example.split, need_tools_kwargs: false, ...origin },
  };
}

function textsOf({ messages }: JudgeExample): readonly string[] {
  return messages.flatMap((message) => ("text" in message ? [message.text] : []));
}
