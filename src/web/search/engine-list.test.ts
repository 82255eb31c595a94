import { expect, test } from "vitest";
import { clientFor, untilDone } from "../loopback-site.fixture.ts";
import { engineList } from "./engine-list.ts";

const query = { text: "solid-state battery", limit: 1 };

test("every engine has a name of its own and is what its row says", async () => {
  const names = engineList.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
  await using client = clientFor([]);
  for (const { make, name, intents, languages } of engineList) {
    const engine = make({ client });
    expect(engine).toMatchObject({ name, intents });
    expect(engine.languages).toEqual(languages);
  }
});

test("no variable means two things, and each engine that needs one names it", () => {
  const variables = engineList.flatMap(({ keyVariables, urlVariables, accountVariables = [] }) => [
    ...keyVariables,
    ...urlVariables,
    ...accountVariables,
  ]);
  expect(variables).toEqual([...new Set(variables)]);
  for (const { name, needs, keyVariables, urlVariables, baseUrl } of engineList) {
    if (needs === "key") expect(keyVariables, name).not.toEqual([]);
    if (needs === "url") expect([urlVariables.length > 0, baseUrl], name).toEqual([true, undefined]);
  }
});

test.each(engineList.filter(({ needs }) => needs !== "nothing").map((entry) => [entry.name, entry] as const))(
  "%s asks nobody without what it needs, and says which variable to set",
  async (_name, { make, needs, keyVariables, urlVariables, commandVariables = [] }) => {
    await using client = clientFor([]);
    const outcome = await make({ client }).search(query, untilDone);
    expect(outcome).toMatchObject({ type: "failure", code: "REFUSED", retryable: false });
    const needed = {
      nothing: [],
      key: keyVariables,
      url: urlVariables,
      command: commandVariables,
      contact: ["DEEPWELL_CONTACT_URL=mailto:"],
    };
    expect(JSON.stringify(outcome)).toContain(needed[needs][0]);
  },
);
