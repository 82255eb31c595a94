import { mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { afterAll, describe, expect, test } from "vitest";
import { chromiumArguments } from "./chromium-arguments.ts";
import { droppingArguments, findChromium } from "./find-chromium.ts";

const folder = mkdtempSync(path.join(tmpdir(), "deepwell-chromium-"));
afterAll(() => rm(folder, { recursive: true, force: true }));
const executable = path.join(folder, "chromium");
writeFileSync(executable, "");

describe("looking for Chromium", () => {
  test("says what to install where there is none", async () => {
    expect(await findChromium({ executables: ["/no/such/browser"] })).toMatchObject({
      type: "missing",
      why: "there is no Chromium on this machine",
      fix: expect.stringMatching(/install/),
    });
  });

  test.runIf(process.platform === "linux")("refuses root without a way to give up its rights", async () => {
    const found = await findChromium({ executables: [executable], userId: 0, setpriv: "/no/such/setpriv" });
    expect(found).toMatchObject({ type: "missing", fix: expect.stringContaining("util-linux") });
  });

  test.runIf(process.platform === "linux")(
    "refuses where an account without rights can make no namespaces, and says what would help",
    async () => {
      // A setpriv that always fails stands for a system on which namespaces are forbidden.
      const found = await findChromium({ executables: [executable], userId: 0, setpriv: "/bin/false" });
      expect(found).toMatchObject({
        type: "missing",
        why: expect.stringContaining("user namespaces"),
        fix: expect.stringContaining("max_user_namespaces"),
      });
    },
  );
});

test("the browser is never started without its sandbox, past the proxy, or with rights", () => {
  const flags = chromiumArguments({ profile: "/tmp/profile", proxyPort: 4321 });
  expect(
    flags.filter((flag) =>
      /no-sandbox|disable-setuid-sandbox|single-process|disable-web-security|no-zygote/.test(flag),
    ),
  ).toEqual([]);
  expect(flags).toEqual(
    expect.arrayContaining(["--proxy-server=http://127.0.0.1:4321", "--proxy-bypass-list=<-loopback>"]),
  );
  expect(droppingArguments(61_234)).toEqual(
    expect.arrayContaining(["--reuid=61234", "--regid=61234", "--clear-groups", "--pdeathsig=KILL"]),
  );
});
