import { mkdtempSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { connect } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Canary, type CanarySong, prepareCanary, readSong } from "./canary.ts";
import { findPrograms } from "./find-programs.ts";

const programs = findPrograms();
const workspace = mkdtempSync(path.join(tmpdir(), "deepwell-canary-test-"));
afterAll(() => rm(workspace, { recursive: true, force: true }));

describe.skipIf(programs.type !== "found")("the canary", () => {
  let canary: Canary;
  let outside: CanarySong;
  let inside: Map<string, string>;
  beforeEach(async () => {
    canary = await prepareCanary(workspace);
    outside = await canary.singOutside(programs.type === "found" ? programs.bash : "");
    const namespaces = ["user", "pid", "mnt", "net", "ipc", "uts"];
    inside = new Map([
      ["allowed", outside.get("allowed") ?? ""],
      ...["secret", "written", "host", "environment", "end"].map((name) => [name, ""] as const),
      ...namespaces.map((name) => [`namespace-${name}`, `${name}:[1]`] as const),
      ...["CapEff", "CapBnd"].map((name) => [name, "0000000000000000"] as const),
      ["NoNewPrivs", "1"],
      ["Seccomp", "2"],
    ]);
  });
  afterEach(() => canary.close());

  it("reaches everything outside, and finds nothing wrong where nothing of it is reached inside", async () => {
    expect(outside.get("host")).toBe("yes");
    expect(await canary.problems(inside, outside)).toEqual([]);
  });

  it.each([
    ["allowed", "other"],
    ["written", "yes"],
    ["host", "yes"],
    ["CapEff", "0000000000200000"],
    ["CapBnd", "000001ffffffffff"],
    ["NoNewPrivs", "0"],
    ["Seccomp", "0"],
    ["namespace-net", "gone"],
    ["namespace-mnt", ""],
  ])("is alarmed by %s alone", async (name, value) => {
    inside.set(name, value);
    expect(await canary.problems(inside, outside)).toHaveLength(1);
  });

  it.each(["secret", "environment", "namespace-user", "namespace-uts"])(
    "is alarmed when %s is what it is outside",
    async (name) => {
      inside.set(name, outside.get(name) ?? "");
      expect(await canary.problems(inside, outside)).toHaveLength(1);
    },
  );

  it("is alarmed by a connection that nobody tells of", async () => {
    const socket = connect(Number(canary.arguments[2]), "127.0.0.1");
    await once(socket, "close");
    expect(await canary.problems(inside, outside)).toEqual(["the loopback of this machine can be reached"]);
  });

  it.each(["allowed", "secret", "written", "host", "environment"])(
    "does not trust a check that cannot reach %s outside",
    async (name) => {
      expect(await canary.problems(inside, new Map([...outside, [name, ""]]))).toHaveLength(1);
    },
  );

  it("takes its things away", async () => {
    await canary.close();
    expect(readdirSync(workspace)).toEqual([]);
  });
});

it("is heard among other words", () => {
  expect(readSong(["canary secret a b", "%begin 1 1 1", "canary end", "canaryx y z"])).toEqual(
    new Map([
      ["secret", "a b"],
      ["end", ""],
    ]),
  );
});
