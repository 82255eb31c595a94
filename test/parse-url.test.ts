import { expect, it } from "vitest";
import { disagreementsOf, isParsedRight, type UrlCase } from "../prove/url/parse-url.ts";
import { verifies } from "./promises.ts";

/** Spellings and what the WHATWG URL standard makes of them; the full form has the web platform's own cases. */
const cases: readonly UrlCase[] = [
  { input: "http://EXAMPLE.com/A", href: "http://example.com/A" },
  { input: "http://example.com:80/", href: "http://example.com/" },
  { input: "http://example.com:8080/a", href: "http://example.com:8080/a" },
  { input: "http://example.com:22/", href: "http://example.com:22/" },
  { input: "http://example.com/?", href: "http://example.com/?" },
  { input: "http://example.com/a?#b", href: "http://example.com/a?#b" },
  { input: "http://example.com/a/../b/./c", href: "http://example.com/b/c" },
  { input: "http://example.com/%2e%2e/a", href: "http://example.com/a" },
  { input: "http://example.com\\a\\b", href: "http://example.com/a/b" },
  { input: "  http://example.com/a b\t", href: "http://example.com/a%20b" },
  { input: "http:\n//example.com/", href: "http://example.com/" },
  { input: "http://ex%61mple.com/", href: "http://example.com/" },
  { input: "http://ｅｘａｍｐｌｅ.com/", href: "http://example.com/" },
  { input: "http://ex\u00adample.com/", href: "http://example.com/" },
  { input: "http://faß.de/straße?ß", href: "http://xn--fa-hia.de/stra%C3%9Fe?%C3%9F" },
  { input: "http://例え.jp/", href: "http://xn--r8jz45g.jp/" },
  { input: "http://2130706433/", href: "http://127.0.0.1/" },
  { input: "http://0x7f.1/", href: "http://127.0.0.1/" },
  { input: "http://0300.0250.01.01/", href: "http://192.168.1.1/" },
  { input: "http://[::ffff:127.0.0.1]/", href: "http://[::ffff:7f00:1]/" },
  { input: "http://93.184.215.014/", href: "http://93.184.215.12/" },
  { input: "http://93.184.215.14/a", href: "http://93.184.215.14/a" },
  { input: "http://user:word@example.com/", href: "http://user:word@example.com/" },
  { input: "http://example.com:8443@93.184.215.14/", href: "http://example.com:8443@93.184.215.14/" },
  { input: "//example.org/a", base: "https://example.com/b", href: "https://example.org/a" },
  { input: "../c?d", base: "http://example.com/a/b/", href: "http://example.com/a/c?d" },
  { input: "http://exa mple.com/" },
  { input: "http://example.com:99999/" },
  { input: "http://[::1/" },
  { input: "http://1.2.3.4.5/" },
  { input: "file:///etc/passwd", href: "file:///etc/passwd" },
];

it(`${verifies("parse.url")} URLs are what the standard says, and the client asks for what the checker has allowed`, async () => {
  expect(cases.filter((given) => !isParsedRight(given))).toEqual([]);
  expect(await disagreementsOf(cases, () => {})).toEqual([]);
});
