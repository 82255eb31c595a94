import type { Hunk } from "../../src/tools/file/place-hunk.ts";
import { pick } from "./pick.ts";

export const perturbations = ["none", "whitespace", "typography", "drift", "all"] as const;
export type Perturbation = (typeof perturbations)[number];

/** The hunks with anchors as an imprecise model would repeat them; what they insert stays as it is. */
export function perturbAnchors(
  hunks: readonly Hunk[],
  how: Perturbation,
  random: () => number,
): readonly Hunk[] {
  const change = (anchor: string): string => perturb(anchor, how, random);
  return hunks.map(({ before, text, after }) => ({
    text,
    ...(before === undefined ? {} : { before: change(before) }),
    ...(after === undefined ? {} : { after: change(after) }),
  }));
}

function perturb(anchor: string, how: Perturbation, random: () => number): string {
  switch (how) {
    case "none":
      return anchor;
    case "whitespace":
      return whitespace(anchor, random);
    case "typography":
      return typography(anchor);
    case "drift":
      return drift(anchor, random);
    case "all":
      return drift(typography(whitespace(anchor, random)), random);
    default:
      return how satisfies never;
  }
}

/** Inside the anchor, spaces doubled or such as do not break, lines wrapped or joined. */
function whitespace(anchor: string, random: () => number): string {
  return anchor.replace(/(?<=\S)\s+(?=\S)/g, (space) => {
    if (random() < 0.5) return space;
    return space.includes("\n") ? " " : pick(["  ", "\n", " \u00a0", "\u00a0"], random);
  });
}

const otherForms = `“" ”" ‘' ’' –- —- −- ‑- "” '’ -– ，, 。. ：: （( ）) ；; ,， :： (（ )） …...`;
const swaps: ReadonlyMap<string, string> = new Map(
  otherForms.split(" ").map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

/** Every quote, dash, ellipsis, comma, colon and bracket in another form. */
function typography(anchor: string): string {
  return anchor.replace(/./gsu, (character) => swaps.get(character) ?? character);
}

/** One letter in twenty-five, and at least one: left out, doubled, replaced or swapped with the next. */
function drift(anchor: string, random: () => number): string {
  let drifted = anchor;
  const count = Math.max(1, Math.round(anchor.length / 25));
  for (let done = 0; done < count; done += 1) {
    const letters = [...drifted.matchAll(/\p{L}/gu)];
    if (letters.length < 2) return drifted;
    const { index, 0: letter } = pick(letters, random);
    const [head, tail] = [drifted.slice(0, index), drifted.slice(index + letter.length)];
    const next = tail.slice(0, 1);
    const swapped = /\p{L}/u.test(next) ? head + next + letter + tail.slice(1) : head + tail;
    const replaced = head + pick(["e", "a", "n", "的"], random) + tail;
    drifted = pick([head + tail, head + letter + letter + tail, replaced, swapped], random);
  }
  return drifted;
}
