/** Letters and digits alone: the same for a sentence and its copy. */
export function folded(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}
