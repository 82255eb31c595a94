import { describe, expect, it } from "vitest";
import { withEnvironment } from "./environment.ts";

describe("the environment", () => {
  it("gives every setting that no flag gives, under the name that its key makes", () => {
    const environment = {
      DEEPWELL_LIMITS_MAX_TOOL_CALLS: "9",
      DEEPWELL_STRICT: "true",
      DEEPWELL_WEB: "off",
      DEEPWELL_DOCS: "papers, notes.md",
      DEEPWELL_ALLOW_HOST: '["127.0.0.1:80","[::1]:80"]',
      DEEPWELL_BASE_URL: "http://127.0.0.1:8000/v1",
    };
    expect(withEnvironment({ docs: ["mine"] }, environment)).toEqual({
      docs: ["mine"],
      maxToolCalls: "9",
      strict: true,
      web: false,
      allowHost: ["127.0.0.1:80", "[::1]:80"],
      baseUrl: "http://127.0.0.1:8000/v1",
    });
  });

  it("goes behind a flag that says no", () => {
    expect(
      withEnvironment({ shell: false, strict: false }, { DEEPWELL_SHELL: "1", DEEPWELL_STRICT: "1" }),
    ).toEqual({
      shell: false,
      strict: false,
    });
  });

  it("says what a switch may be", () => {
    expect(() => withEnvironment({}, { DEEPWELL_ARCHIVE: "perhaps" })).toThrow(/DEEPWELL_ARCHIVE cannot be/);
  });

  it("makes no flag of a key", () => {
    expect(withEnvironment({}, { OPENAI_API_KEY: "k" })).toEqual({});
  });
});
