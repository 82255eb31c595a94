import { expect, test } from "vitest";
import { webSettings } from "./web-settings.ts";

test("the web is on unless it is switched off", () => {
  expect(webSettings({})).toEqual({ isOn: true, namedHosts: [], usesArchive: false });
  expect(webSettings({ web: false }).isOn).toBe(false);
});

test("hosts are named with their port, anything else is told what is wrong", () => {
  expect(webSettings({ allowHost: ["LOCALHOST:8080", "[::1]:80"] }).namedHosts).toEqual([
    "localhost:8080",
    "[::1]:80",
  ]);
  for (const allowHost of ["localhost", "http://a:80", "*", ""]) {
    expect(() => webSettings({ allowHost: [allowHost] }), allowHost).toThrow(/--allow-host cannot be/);
  }
});

test("a contact is an address", () => {
  const contact = (url: string) => webSettings({ contactUrl: url }).contactUrl;
  expect(contact("https://example.org/bot")).toBe("https://example.org/bot");
  expect(contact("mailto:bot@example.org")).toBe("mailto:bot@example.org");
  expect(() => contact("me\r\nx: y")).toThrow(/cannot be/);
});
