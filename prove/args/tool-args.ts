import fc from "fast-check";
import type { Proof } from "../proof.ts";
import type { GuardedCall } from "./guarded-tools.ts";
import { mutatedOutput } from "./mutate-output.ts";
import { type Speaker, watchedWorld } from "./watched-run.ts";

const fullOutputs = 10_000;

/** Mutated output of a model through the whole loop with real tools: half of it as text tags, half as native calls. */
export const toolArgs: Proof = {
  promise: "tool.args",
  async run({ seed, size = fullOutputs, say }) {
    const outputs = fc.sample(mutatedOutput, { numRuns: size, seed });
    const asText = await problemsOf(outputs.slice(0, size / 2), (text) => ({ content: text }));
    const asCalls = await problemsOf(outputs.slice(size / 2), nativeCall);
    for (const [form, { calls }] of Object.entries({ tags: asText, "native calls": asCalls })) {
      say(
        `${form}: ${calls.length} calls, ${calls.filter(({ isValid }) => isValid).length} with a valid schema`,
      );
    }
    return { tried: size, failures: [...asText.failures, ...asCalls.failures] };
  },
};

async function problemsOf(
  outputs: readonly string[],
  messageOf: (text: string, at: number) => object,
): Promise<{ readonly calls: readonly GuardedCall[]; readonly failures: readonly string[] }> {
  await using world = await watchedWorld();
  let at = 0;
  const speaker: Speaker = () => {
    const text = outputs[at];
    if (text === undefined) return undefined;
    at += 1;
    return { text, message: messageOf(text, at) };
  };
  await world.say(speaker);
  return { calls: world.calls, failures: [...(await world.problems()), ...withoutBoth(world.calls)] };
}

/** Calls that the schema takes and calls that it does not both have to occur, or nothing was tried. */
function withoutBoth(calls: readonly GuardedCall[]): readonly string[] {
  const valid = calls.filter(({ isValid }) => isValid).length;
  return valid > 0 && valid < calls.length ? [] : [`${valid} of ${calls.length} calls are valid`];
}

/** The arguments of what was meant for text tags, as they would stand in a native call. */
function nativeCall(text: string, at: number): object {
  const name = /"name": "(\w+)"/.exec(text)?.[1] ?? "file";
  const written = text.slice(text.indexOf("{", text.indexOf("arguments")), text.lastIndexOf("}"));
  return { tool_calls: [{ id: `call_${at}`, type: "function", function: { name, arguments: written } }] };
}
