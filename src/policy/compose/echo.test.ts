import { describe, expect, test } from "vitest";
import { echoOf } from "./echo.ts";

describe("echoOf", () => {
  test("is the longest run of the question's terms that stands in the text", () => {
    expect(echoOf("fishing permit kinds", "There are three fishing permit kinds.")).toBe(1);
    expect(echoOf("fishing permit kinds", "A permit of several kinds lets you go fishing.")).toBeCloseTo(
      1 / 3,
    );
    expect(echoOf("fishing permit kinds", "Boats are painted blue.")).toBe(0);
  });

  test("prefers the words of a Chinese question together to the same words apart", () => {
    const question = "渔船许可的种类有哪些？";
    const together = echoOf(question, "渔船许可的种类分为：");
    const apart = echoOf(question, "违反渔船管理规定的，不予许可，但种类相同的除外。");
    expect(together).toBeGreaterThan(2 * apart);
  });

  test("is nothing where nothing is asked or said", () => {
    expect(echoOf("", "Boats.")).toBe(0);
    expect(echoOf("boats", "")).toBe(0);
  });
});
