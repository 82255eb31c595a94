import { expect, it } from "vitest";
import { labelsFor } from "./labels.ts";
import { withoutIntroduction } from "./without-introduction.ts";

it.each(["en", "zh"])(
  "what the composer says before a source's words is left out, and nothing else is (%s)",
  (language) => {
    const { closest, pointsOn, space } = labelsFor(language);
    const words =
      language === "zh" ? "可以延长六个月：见表格。" : "See how to get six months more: use the form.";
    expect(withoutIntroduction(`${closest}${space}${words}`)).toBe(words);
    expect(withoutIntroduction(`${pointsOn("USA.gov (beta)", "Taxes: a start")}${space}${words}`)).toBe(
      words,
    );
    expect(withoutIntroduction(words)).toBe(words);
    expect(withoutIntroduction(closest)).toBe(closest);
  },
);
