import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { soundOutputs } from "../prove/args/mutate-output.ts";
import { naughtyStrings } from "../prove/args/naughty-strings.ts";
import { toolArgs } from "../prove/args/tool-args.ts";
import { type Speaker, watchedWorld } from "../prove/args/watched-run.ts";
import { verifies } from "./promises.ts";

it(`${verifies("tool.args")}: mutated model output, through the whole loop with real tools`, async () => {
  const { failures } = await toolArgs.run({ seed: 20_261, size: 3_000, say: () => undefined });
  expect(failures).toEqual([]);
}, 120_000);

type Arguments = (text: string) => readonly [toolName: string, input: object];

/** Every field of every tool that takes a string. */
const fields: Readonly<Record<string, Arguments>> = {
  "id of a plan item": (text) => ["todo", { updates: { [text]: { task: "x" } } }],
  "task of a plan item": (text) => ["todo", { updates: { a: { task: text } } }],
  "status of a plan item": (text) => ["todo", { updates: { a: { task: "x", status: text } } }],
  "query of a search": (text) => [
    "batch_web_surfer",
    { action: "batch_search", queries: [text, "passport"] },
  ],
  "address to open": (text) => ["batch_web_surfer", { action: "batch_open", urls: [text] }],
  "action of a file": (text) => ["file", { action: text }],
  "path of a file": (text) => ["file", { action: "write", path: text, content: "x" }],
  "content of a file": (text) => ["file", { action: "write", path: "a.md", content: text }],
  "anchor of a patch": (text) => [
    "file",
    { action: "patch", path: "a.md", hunks: [{ before: text, text: "x" }] },
  ],
  "text of a patch": (text) => ["file", { action: "patch", path: "a.md", hunks: [{ before: "old", text }] }],
  "text to search for": (text) => ["file", { action: "search", query: text }],
  "expression to search for": (text) => ["file", { action: "search", query: text, regex: true }],
};

/** Says texts one after the other. */
function speakerOf(texts: readonly string[]): Speaker {
  const left = [...texts];
  return () => {
    const text = left.shift();
    return text === undefined ? undefined : { text, message: { content: text } };
  };
}

it.each(Object.entries(fields))(`${verifies("tool.args")}: naughty strings as the %s`, async (_, field) => {
  await using world = await watchedWorld();
  for (const naughty of naughtyStrings) {
    await writeFile(path.join(world.workspace, "a.md"), "The old fee.\n");
    const [name, input] = field(naughty);
    await world.say(speakerOf([`<toolcall>${JSON.stringify({ name, arguments: input })}</toolcall>`]));
    // Written as JSON, a string arrives as it is, whatever it holds.
    expect(world.calls.at(-1)).toMatchObject({ toolName: name, input: JSON.parse(JSON.stringify(input)) });
  }
  expect(world.calls).toHaveLength(naughtyStrings.length);
  expect(await world.problems()).toEqual([]);
});

it("sound outputs are run as they are written", async () => {
  await using world = await watchedWorld();
  await world.say(speakerOf(soundOutputs));
  expect(await world.problems()).toEqual([]);
  expect(world.calls.map(({ isValid }) => isValid)).toEqual(world.calls.map(() => true));
  expect(world.calls).toHaveLength(9);
});
