import { describe, expect, it } from "vitest";
import { readAuthorField, readAuthorLine } from "./read-authors.ts";

describe("authors", () => {
  it.each([
    [
      "Patrick N.J. Lane a,c,*, Alice E. Best b,c,d, Lu Zhang b,c",
      ["Patrick N.J. Lane", "Alice E. Best", "Lu Zhang"],
    ],
    ["By Ada Harrow and Jan de Wit", ["Ada Harrow", "Jan de Wit"]],
    ["Ada Harrow¹,², Mei Lin†", ["Ada Harrow", "Mei Lin"]],
    ["张伟，李小明", ["张伟", "李小明"]],
    ["张 伟 、 李小明", ["张伟", "李小明"]],
    ["作者：张伟", ["张伟"]],
  ])("reads %s", (line, names) => {
    expect(readAuthorLine(line)).toEqual(names);
  });

  it.each([
    "Department of Engineering, University of Nebraska",
    "Executive Summary",
    "Related Work",
    "harrow@example.org, lin@example.org",
    "Ada Harrow, 12 March 2021",
    "A study of piles and caps",
    "合同编",
  ])("takes %s for no names", (line) => {
    expect(readAuthorLine(line)).toEqual([]);
  });

  it("splits an author field, and does not believe account names", () => {
    expect(readAuthorField("Harrow, Ada; Lin, Mei")).toEqual(["Harrow, Ada", "Lin, Mei"]);
    expect(readAuthorField("Ada Harrow, Mei Lin and Jan de Wit")).toEqual([
      "Ada Harrow",
      "Mei Lin",
      "Jan de Wit",
    ]);
    expect(readAuthorField("Administrator")).toEqual([]);
    expect(readAuthorField(undefined)).toEqual([]);
  });
});
