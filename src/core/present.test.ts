import { expect, it } from "vitest";
import { present } from "./present.ts";

it("leaves undefined out, and nothing else", () => {
  const fields = { none: null, off: false, zero: 0, empty: "", nothing: undefined, list: [] };
  expect(Object.keys(present(fields))).toEqual(["none", "off", "zero", "empty", "list"]);
  expect(present(fields)).toStrictEqual({ none: null, off: false, zero: 0, empty: "", list: [] });
});

it("keeps the order of the fields, and what it was given as it was", () => {
  const fields = { second: undefined, third: 3, first: 1 };
  expect(JSON.stringify({ zeroth: 0, ...present(fields), last: 4 })).toBe(
    '{"zeroth":0,"third":3,"first":1,"last":4}',
  );
  expect(fields).toStrictEqual({ second: undefined, third: 3, first: 1 });
});

it("never writes undefined over a field that was there before", () => {
  const given: { readonly title: string | undefined } = { title: undefined };
  const document: { readonly id: string; readonly title?: string } = {
    id: "a",
    title: "Kept",
    ...present(given),
  };
  expect(document).toStrictEqual({ id: "a", title: "Kept" });
});
