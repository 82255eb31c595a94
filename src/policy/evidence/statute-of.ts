import { readStatute, type Statute } from "../compose/statute.ts";
import type { PassageView } from "../state/passage-view.ts";

const statutes = new WeakMap<PassageView, { readonly statute: Statute | undefined }>();

/** The law and article that a passage is of, read once; undefined for other documents. */
export function statuteOf(view: PassageView): Statute | undefined {
  const known = statutes.get(view);
  if (known !== undefined) return known.statute;
  const statute = readStatute(view.source, view.passage);
  statutes.set(view, { statute });
  return statute;
}
