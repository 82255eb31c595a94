import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { engineSetups } from "../src/cli/engine-setups.ts";
import { startSite } from "../src/web/loopback-site.fixture.ts";
import { fixtureText } from "../src/web/search/engines/engine-site.fixture.ts";
import { recordEngine } from "./record-engine.ts";

const key = "k3y+with/signs=";
const folder = (): string => mkdtempSync(path.join(tmpdir(), "deepwell-record-"));

function setupOf(name: string, environment: Readonly<Record<string, string>>) {
  const setup = engineSetups(environment).find(({ entry }) => entry.name === name);
  if (setup?.isReady !== true) throw new Error(`${name} is not set up`);
  return setup;
}

test("an answer is written as it came, with what was asked and made of it, and without the key", async () => {
  const body = { ...JSON.parse(fixtureText("brave.json")), echo: key };
  await using site = await startSite((request, response) => {
    const given = {
      "content-type": "application/json",
      "x-echo": String(request.headers["x-subscription-token"]),
    };
    response.writeHead(200, given).end(JSON.stringify(body));
  });
  const out = folder();
  const setup = setupOf("brave", { BRAVE_API_KEY: key, DEEPWELL_BRAVE_URL: site.origin });
  const { outcome, files } = await recordEngine(setup, "snow", out);
  expect(outcome).toMatchObject({ type: "results" });
  expect(files).toEqual(["brave-1-request.json", "brave-1-head.json", "brave-1.json", "brave-outcome.json"]);
  expect(readdirSync(out).toSorted()).toEqual([...files].toSorted());
  const read = (name: string): string => readFileSync(path.join(out, name), "utf8");
  expect(JSON.parse(read("brave-1.json"))).toEqual(JSON.parse(JSON.stringify(body).replace(key, "[key]")));
  expect(read("brave-1-head.json")).toContain("[key]");
  expect(files.map(read).join("")).not.toContain(key);
});

test("a failure is recorded as well", async () => {
  await using site = await startSite((_request, response) => void response.writeHead(500).end("oops"));
  const out = folder();
  const { outcome } = await recordEngine(setupOf("searxng", { SEARXNG_URL: site.origin }), "snow", out);
  expect(outcome).toMatchObject({ code: "UNREACHABLE" });
  expect(readFileSync(path.join(out, "searxng-1.txt"), "utf8")).toBe("oops");
});
