import type { Source } from "../../core/source.ts";

/** Who a reader would say a source is from: its publisher, else its host, else its title. */
export function publisherOf(source: Source): string {
  const host = URL.parse(source.url)?.hostname ?? "";
  return source.publisher ?? (host === "" ? source.title : host);
}
