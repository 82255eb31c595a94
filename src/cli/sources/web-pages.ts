import type { SourceKind } from "./source-kind.ts";

/** Pages of the web, opened by their address as they are now. */
export const webPages: SourceKind = {
  names: () => [],
  open: async ({ web }) => (web === undefined ? undefined : { pages: web.pages }),
};
