import { describe, expect, it } from "vitest";
import { findPrograms } from "../run/sandbox/find-programs.ts";
import { browserFinding, shellFinding } from "./doctor.ts";
import { findingLine } from "./finding.ts";

describe("doctor", () => {
  it("says with the exact command what is missing for the shell, and that nothing stops without it", async () => {
    const finding = await shellFinding(["/no/such/folder"]);
    expect(finding).toMatchObject({ name: "shell", state: "note" });
    expect(findingLine(finding)).toMatch(
      /cannot run commands: .*not installed\n +Fix: sudo apt-get install -y /,
    );
  });

  it("says what is missing for the browser", async () => {
    const finding = await browserFinding(["/no/such/browser"]);
    expect(finding).toMatchObject({ name: "browser", state: "note", fix: expect.stringMatching(/install/) });
  });

  it.skipIf(findPrograms().type !== "found")("tries the sandbox where it can be had", async () => {
    expect(await shellFinding()).toMatchObject({ name: "shell", state: "ok" });
  });
});
