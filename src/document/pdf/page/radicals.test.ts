import { expect, it } from "vitest";
import { replaceRadicals } from "./radicals.ts";

it("replaces radicals by the ideographs they stand for, and nothing else", () => {
  expect(replaceRadicals("中华人⺠共和国⻅⻛⼈⾏")).toBe("中华人民共和国见风人行");
  expect(replaceRadicals("人民 people 一")).toBe("人民 people 一");
});
