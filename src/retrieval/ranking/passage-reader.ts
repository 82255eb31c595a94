import type { Passage } from "../../core/source.ts";
import { indexableFields } from "../indexable.ts";
import type { PassagePlace, SourceTable } from "../store/source-table.ts";

/** Finds and reads passages by number, each once a search. */
export class PassageReader {
  readonly #sources: SourceTable;
  readonly #places = new Map<number, PassagePlace | undefined>();

  constructor(sources: SourceTable) {
    this.#sources = sources;
  }

  locate(number: number): PassagePlace | undefined {
    if (!this.#places.has(number)) this.#places.set(number, this.#sources.locate(number));
    return this.#places.get(number);
  }

  read(place: PassagePlace): Passage | undefined {
    return this.#sources.passageAt(place);
  }

  fields(number: number) {
    const place = this.locate(number);
    const passage = place && this.read(place);
    return passage && indexableFields(place.stored.source, passage);
  }
}
