import { present } from "../core/present.ts";
import type { Source } from "../core/source.ts";

/** The page that the searches of a run ranked best, where it bears no answer: for people to look there themselves. */
export type NearestPage = Pick<Source, "title" | "url" | "publisher">;

/** What is told of that page. */
export function nearestPage({ title, url, publisher }: Source): NearestPage {
  return { title, url, ...present({ publisher }) };
}
