import { present } from "../../core/present.ts";
import { enginesBeside } from "../search-settings.ts";
import { openSearch } from "./open-search.ts";
import type { SourceKind } from "./source-kind.ts";

/** The search engines of the web. They are told of by their own names. */
export const webEngines: SourceKind = {
  names: () => [],
  async open({ settings, web, messages, progress, authorityOf }) {
    const engines = enginesBeside(settings.search, settings.docs);
    if (web === undefined || engines.length === 0) return undefined;
    const { contactUrl } = settings.web;
    const { provider, ...opened } = openSearch(engines, {
      pages: web.pages,
      authorityOf,
      onNoNetwork: (why) => progress.say(messages.noNetwork(why)),
      ...present({ contactUrl }),
    });
    return { search: provider, pages: provider, close: () => opened.close() };
  },
};
