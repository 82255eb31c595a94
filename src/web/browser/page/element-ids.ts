import type { CDPSession } from "playwright-core";

/** Where an element is: the session of its frame's process, and its backend id there. */
export interface ElementPlace {
  readonly session: CDPSession;
  readonly backendId: number;
  /** Where the frame of the session stands in the screen. */
  readonly offset: { readonly x: number; readonly y: number };
}

/**
 * Short ids for elements. An element keeps its id for as long as the document has it, whatever becomes of its text or
 * its place; an id is never given twice.
 */
export class ElementIds {
  readonly #ids = new WeakMap<CDPSession, Map<number, string>>();
  readonly #places = new Map<string, ElementPlace>();
  #last = 0;

  idOf(place: ElementPlace): string {
    const known = this.#ids.get(place.session) ?? new Map<number, string>();
    this.#ids.set(place.session, known);
    const id = known.get(place.backendId) ?? `e${(this.#last += 1)}`;
    known.set(place.backendId, id);
    this.#places.set(id, place);
    return id;
  }

  placeOf(id: string): ElementPlace | undefined {
    return this.#places.get(id);
  }
}
