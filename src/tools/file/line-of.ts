/** The line, counted from 1, in which an offset lies. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
