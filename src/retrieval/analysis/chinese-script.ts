import simplifiedByTraditional from "opencc-js/dict/TSCharacters";
import standardByTaiwan from "opencc-js/dict/TWVariantsRev";

// Characters are mapped one by one: both sides of a search go through the same map, so a word whose right
// conversion depends on its neighbours (乾坤) still meets itself.
const map = new Map<number, number>(pairs(simplifiedByTraditional));
const simplified = new Set(map.values());
for (const [from, to] of pairs(standardByTaiwan)) {
  // A character that is also a simplified form (么, 床) has to stay where the other script arrives.
  if (!simplified.has(from) && !map.has(from)) map.set(from, map.get(to) ?? to);
}
// 薴 → 苧 → 苎: follow to the end, so that folding twice is folding once.
for (const [from, to] of map) map.set(from, map.get(to) ?? to);
const basicPlane = new Uint16Array(65_536);
for (let unit = 0; unit < basicPlane.length; unit++) {
  const target = map.get(unit) ?? unit;
  basicPlane[unit] = target < 65_536 ? target : unit;
}

function pairs(dictionary: string): (readonly [number, number])[] {
  return dictionary.split("|").flatMap((entry): (readonly [number, number])[] => {
    const [from = "", to = ""] = entry.split(" ");
    const source = from.codePointAt(0);
    const target = to.codePointAt(0);
    const isOneCharacter = Array.from(from).length === 1;
    return source !== undefined && target !== undefined && isOneCharacter && source !== target
      ? [[source, target]]
      : [];
  });
}

/** The simplified character of a traditional one (OpenCC tables); every other character is itself. */
export function simplify(codePoint: number): number {
  if (codePoint < 65_536) return basicPlane[codePoint] ?? codePoint;
  return map.get(codePoint) ?? codePoint;
}
