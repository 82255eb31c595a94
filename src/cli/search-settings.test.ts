import { describe, expect, it } from "vitest";
import { engineList } from "../web/search/engine-list.ts";
import { engineSetups, neededVariables, setUpLine } from "./engine-setups.ts";
import { enginesBeside, type SearchSettings, searchSettings } from "./search-settings.ts";

const settle = (search: readonly string[] | undefined, environment = {}, isWebOn = true): SearchSettings =>
  searchSettings(search === undefined ? {} : { search }, { environment, isWebOn });
const namesOf = ({ engines }: SearchSettings): readonly string[] => engines.map(({ entry }) => entry.name);

describe("which engines are asked", () => {
  it("are those that need nothing where nothing is set up", () => {
    const free = engineList.filter(({ needs }) => needs === "nothing").map(({ name }) => name);
    expect(namesOf(settle(undefined)).toSorted()).toEqual(free.toSorted());
    expect(settle(["auto"]).engines).toEqual(settle(undefined).engines);
    expect(namesOf(settle(undefined))[0]).toBe("duckduckgo");
  });

  it("begin with one's own server and what one has a key for", () => {
    const names = namesOf(settle(undefined, { BRAVE_API_KEY: "k", SEARXNG_URL: "http://localhost:8888" }));
    expect(names.slice(0, 2)).toEqual(["searxng", "brave"]);
  });

  it("are the named ones, in that order, in one text or in several", () => {
    const environment = { BRAVE_API_KEY: "k" };
    expect(namesOf(settle(["wikipedia, Brave"], environment))).toEqual(["wikipedia", "brave"]);
    expect(namesOf(settle(["wikipedia", "brave", "brave"], environment))).toEqual(["wikipedia", "brave"]);
  });

  it("are none when that is asked for, and without the web", () => {
    expect(settle(["off"]).engines).toEqual([]);
    expect(settle(["wikipedia"], {}, false).engines).toEqual([]);
  });

  it("are none beside documents of one's own, unless they are chosen", () => {
    const docs = ["papers"];
    expect(enginesBeside(settle(undefined), docs)).toEqual([]);
    expect(enginesBeside(settle(["auto"]), docs).length).toBeGreaterThan(0);
    expect(enginesBeside(settle(undefined), []).length).toBeGreaterThan(0);
  });
});

describe("what is set up", () => {
  it("is read under the names that other tools use, and says which one it was", () => {
    const aliases: unknown[] = [];
    const onAlias = (alias: unknown): void => void aliases.push(alias);
    const environment = { SEARX_HOST: "127.0.0.1:8888", BRAVE_SEARCH_API_KEY: "k", TAVILY_API_KEY: " " };
    const setups = engineSetups(environment, { onAlias });
    const setup = (name: string) => setups.find(({ entry }) => entry.name === name);
    expect(setup("searxng")).toMatchObject({ baseUrl: "http://127.0.0.1:8888/", isReady: true });
    expect(setup("brave")).toMatchObject({ key: "k", isReady: true });
    expect(setup("tavily")).toMatchObject({ isReady: false });
    expect(aliases).toEqual(
      expect.arrayContaining([
        ["SEARX_HOST", "SEARXNG_URL"],
        ["BRAVE_SEARCH_API_KEY", "BRAVE_API_KEY"],
      ]),
    );
  });

  it("names every variable that an engine needs and that is not there", () => {
    for (const setup of engineSetups({})) {
      expect(neededVariables(setup).length > 0).toBe(!setup.isReady);
    }
  });

  it("has a line for each that turns it on", () => {
    for (const setup of engineSetups({}))
      expect(setUpLine(setup).match(/\w+(?==)/g) ?? []).toEqual(neededVariables(setup));
  });

  it("has an address of its own kind in that line", () => {
    const lines = engineSetups({}).map((setup) => setUpLine(setup));
    expect(lines).toContain("export SEARXNG_URL=http://localhost:8888");
    expect(lines).toContain("export MCP_SEARCH_URL=http://localhost:8000/mcp");
    expect(lines).toContain("export RETRIEVE_URL=http://localhost:8000");
  });
});

describe("a mistake", () => {
  it("in a name is told with the nearest one", () => {
    expect(() => settle(["wikipedai"])).toThrow("There is no search engine wikipedai.");
    expect(catchFix(() => settle(["wikipedai"]))).toBe("--search wikipedia");
  });

  it("such as a missing key is told with the variable", () => {
    expect(catchFix(() => settle(["brave"]))).toBe("export BRAVE_API_KEY=…");
  });

  it("in an address is told", () => {
    const mistaken = (variable: string) => () => settle(undefined, { [variable]: "http://me:secret@host/" });
    expect(mistaken("SEARXNG_URL")).toThrow("SearXNG");
    expect(catchFix(mistaken("MCP_SEARCH_URL"))).toBe("export MCP_SEARCH_URL=http://localhost:8000/mcp");
    expect(catchFix(mistaken("DEEPWELL_ARXIV_URL"))).toBe(
      "export DEEPWELL_ARXIV_URL=https://export.arxiv.org/api",
    );
  });
});

function catchFix(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error instanceof Error && "fix" in error ? error.fix : undefined;
  }
}
