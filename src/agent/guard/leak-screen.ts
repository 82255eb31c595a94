import { type Disguise, disguisesOf, morseOf } from "./disguises.ts";
import { bare, unescapedForms } from "./text-forms.ts";

/** Whether a text that is to leave the machine holds a secret, or a good part of one, in any usual disguise. */
export type LeakScreen = (text: string) => boolean;

/** A piece of a secret of this many letters and digits gives it away. */
const telling = 10;
/** What is shorter is no secret: it would be found everywhere. */
const shortest = 8;

/** Deterministic, and in time linear in the text. Secrets of fewer than eight letters and digits are passed over. */
export function createLeakScreen(secrets: readonly string[]): LeakScreen {
  const pieces = new Map<number, Set<string>>();
  const morsePieces: string[] = [];
  for (const secret of secrets) {
    const length = bare(secret).length;
    if (length < shortest) continue;
    for (const disguise of disguisesOf(secret)) addPieces(pieces, disguise, Math.min(telling, length));
    morsePieces.push(morseOf(bare(secret)));
  }
  if (pieces.size === 0) return () => false;
  return (text) => {
    const forms = [...unescapedForms(text)];
    if (forms.map(bare).some((form) => holdsPiece(form, pieces))) return true;
    const marks = text
      .replace(/[·•∙]/g, ".")
      .replace(/[–—−_]/g, "-")
      .replace(/[^.-]/g, "");
    return morsePieces.some((piece) => marks.includes(piece));
  };
}

function addPieces(pieces: Map<number, Set<string>>, { text, ratio }: Disguise, secretLength: number): void {
  const length = Math.min(text.length, Math.ceil(secretLength * ratio));
  const sized = pieces.get(length) ?? new Set();
  for (let at = 0; at + length <= text.length; at++) sized.add(text.slice(at, at + length));
  pieces.set(length, sized);
}

function holdsPiece(text: string, pieces: ReadonlyMap<number, ReadonlySet<string>>): boolean {
  for (const [length, wanted] of pieces) {
    for (let at = 0; at + length <= text.length; at++)
      if (wanted.has(text.slice(at, at + length))) return true;
  }
  return false;
}
