import { describe, expect, test } from "vitest";
import { suffixRule } from "./suffix-rules.ts";

const rule = (host: string) => {
  const found = suffixRule(host);
  return found && [found.suffix, found.kind, found.country];
};

describe("suffixRule", () => {
  test.each([
    ["x.gov", "gov", "government", "US"],
    ["x.mil", "mil", "government", "US"],
    ["cs.x.edu", "edu", "university", "US"],
    ["x.gov.cn", "gov.cn", "government", "CN"],
    ["x.edu.cn", "edu.cn", "university", "CN"],
    ["x.ac.cn", "ac.cn", "university", "CN"],
    ["a.x.gov.uk", "gov.uk", "government", "GB"],
    ["x.ac.uk", "ac.uk", "university", "GB"],
    ["x.go.jp", "go.jp", "government", "JP"],
    ["x.gc.ca", "gc.ca", "government", "CA"],
    ["x.gouv.fr", "gouv.fr", "government", "FR"],
    ["x.gob.mx", "gob.mx", "government", "MX"],
    ["x.govt.nz", "govt.nz", "government", "NZ"],
    ["dot.state.tx.us", "state.tx.us", "government", "US"],
    ["x.nic.in", "nic.in", "government", "IN"],
    ["x.bel.tr", "bel.tr", "government", "TR"],
    ["www.pref.kyoto.jp", "pref.kyoto.jp", "government", "JP"],
    ["www.city.uji.kyoto.jp", "city.uji.kyoto.jp", "government", "JP"],
    ["x.europa.eu", "europa.eu", "intergovernmental", undefined],
    ["who.int", "int", "intergovernmental", undefined],
    ["x.museum", "museum", "museum-or-archive", undefined],
  ])("%s is known by .%s", (host, suffix, kind, country) => {
    expect(rule(host)).toEqual([suffix, kind, country]);
  });

  test.each([
    ["a town of Italy", "x.go.it"],
    ["a county of Sweden", "x.ac.se"],
    ["the suffix in front of another", "gov.cn.example.com"],
    ["a name that only looks like one", "x-gov.uk.com"],
    ["a label of a name", "edu.example.com"],
    ["a place of Japan in a name of anybody", "city.example.co.jp"],
    ["a name that begins like a place of Japan", "cityhall.kyoto.jp"],
    ["open to anybody", "x.org"],
    ["no host", ""],
  ])("%s is no such suffix", (_, host) => {
    expect(rule(host)).toBeUndefined();
  });

  test("in a government's own suffix, a state's letters do not make a university", () => {
    expect(rule("x.ac.gov.br")?.[1]).toBe("government");
  });
});
