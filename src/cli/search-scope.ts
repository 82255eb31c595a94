import { AppError } from "../core/errors.ts";
import { present } from "../core/present.ts";
import type { SearchScope } from "../web/scoped-search.ts";
import type { SettingFlags } from "./config/setting-table.ts";

type ScopeFlags = Pick<SettingFlags, "domains" | "excludeDomains" | "since" | "until">;

/** What all searches of a run are kept to. Throws `AppError` USAGE for what is no site or no date. */
export function searchScope(flags: ScopeFlags): SearchScope {
  const domains = sitesOf("--domains", flags.domains);
  const excludeDomains = sitesOf("--exclude-domains", flags.excludeDomains);
  const [since, until] = [dateOf("--since", flags.since), dateOf("--until", flags.until)];
  return {
    ...(domains.length === 0 ? {} : { domains }),
    ...(excludeDomains.length === 0 ? {} : { excludeDomains }),
    ...present({ since, until }),
  };
}

/** Sites as people write them, with commas between them, as addresses, with `www.`. */
function sitesOf(flag: string, texts: readonly string[] = []): readonly string[] {
  const written = texts
    .flatMap((text) => text.split(","))
    .map((text) => text.trim())
    .filter((text) => text !== "");
  return written.map((text) => {
    const host = URL.parse(/^https?:\/\//i.test(text) ? text : `http://${text}`)?.hostname.replace(
      /^www\./,
      "",
    );
    if (host?.includes(".") === true) return host;
    throw new AppError("USAGE", `${flag} cannot be ${JSON.stringify(text)}.`, {
      why: "it is a site, or several with commas between them",
      fix: `${flag} who.int,cdc.gov`,
    });
  });
}

function dateOf(flag: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const isDate = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(text) && !Number.isNaN(Date.parse(text));
  if (isDate) return text;
  throw new AppError("USAGE", `${flag} cannot be ${JSON.stringify(text)}.`, {
    why: "it is a year, a month or a day: 2025, 2025-03, 2025-03-01",
    fix: `${flag} 2025-01-01`,
  });
}
