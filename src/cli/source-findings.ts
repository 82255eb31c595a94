import type { Finding } from "./finding.ts";
import type { Settings } from "./settings.ts";

/** What a run could read besides, each with the line that turns it on. */
export function sourceFindings({
  web,
  pastRuns,
  speech,
}: Pick<Settings, "web" | "pastRuns" | "speech">): readonly Finding[] {
  return [
    finding("web", web.isOn, {
      on: "pages of the web are read",
      off: "nothing of the web is read",
      fix: "export DEEPWELL_WEB=true",
    }),
    finding("archive", web.usesArchive, {
      on: "archived copies stand in for pages that are gone",
      off: "pages that are gone are not looked for in web.archive.org",
      fix: "export DEEPWELL_ARCHIVE=true",
    }),
    finding("past", pastRuns, {
      on: "sources of earlier runs are searched",
      off: "sources of earlier runs are not searched",
      fix: "export DEEPWELL_PAST_RUNS=true",
    }),
    finding("speech", speech !== undefined, {
      on: `recordings are written down by ${speech?.baseUrl}`,
      off: "recordings are not written down",
      fix: "export DEEPWELL_ASR_URL=http://127.0.0.1:8000/v1",
    }),
  ];
}

function finding(
  name: string,
  isOn: boolean,
  { on, off, fix }: { readonly on: string; readonly off: string; readonly fix: string },
): Finding {
  return isOn ? { name, state: "ok", detail: on } : { name, state: "note", detail: off, fix };
}
