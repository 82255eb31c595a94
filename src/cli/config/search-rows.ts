import type { SettingRow } from "./setting-row.ts";

/** The settings of what is searched beside the documents that were handed over: the web, a server of MCP, past runs. */
export const searchRows = {
  web: {
    key: "web",
    usual: "true",
    kind: "switch",
    flag: "--web",
    what: "read the web (default)",
    opposite: { flag: "--no-web", what: "read nothing from the web" },
  },
  allowHost: {
    key: "allowHost",
    userOnly: true,
    kind: "texts",
    flag: "--allow-host <host:port>",
    what: "read this host although it is not public, such as 127.0.0.1:8080; may be repeated",
  },
  archive: {
    key: "archive",
    usual: "false",
    kind: "switch",
    flag: "--archive",
    what: "read the archived copy of a page that is gone (web.archive.org)",
  },
  search: {
    key: "search",
    usual: "auto",
    kind: "texts",
    flag: "--search <engines>",
    what: "search engines of the web: names with commas between them, auto (all that are set up; default), off",
  },
  mcpCommand: {
    key: "mcp.command",
    userOnly: true,
    kind: "text",
    flag: "--mcp-command <program>",
    what: "start this MCP server and search it by its tools search and fetch; by no shell, in your home folder",
  },
  mcpArgument: {
    key: "mcp.arguments",
    userOnly: true,
    kind: "texts",
    flag: "--mcp-argument <text>",
    what: "an argument of it; may be repeated",
  },
  mcpVariable: {
    key: "mcp.variables",
    userOnly: true,
    kind: "texts",
    flag: "--mcp-variable <name>",
    what: "an environment variable that it gets beside PATH and the like; may be repeated",
  },
  pastRuns: {
    key: "pastRuns",
    usual: "false",
    kind: "switch",
    flag: "--past-runs",
    what: "search the stored sources of earlier runs in --runs-dir as well",
    opposite: { flag: "--no-past-runs", what: "search none of them (default)" },
  },
  domains: {
    key: "domains",
    kind: "texts",
    flag: "--domains <sites>",
    what: "search nothing but these sites; names with commas between them",
  },
  excludeDomains: {
    key: "excludeDomains",
    kind: "texts",
    flag: "--exclude-domains <sites>",
    what: "search none of these sites",
  },
  since: {
    key: "since",
    kind: "text",
    flag: "--since <date>",
    what: "search only what was published on or after this date: 2025, 2025-03 or 2025-03-01",
  },
  until: {
    key: "until",
    kind: "text",
    flag: "--until <date>",
    what: "search only what was published on or before this date",
  },
  contactUrl: {
    key: "contactUrl",
    kind: "text",
    what: "where people who run web sites find out who reads them",
  },
} as const satisfies Record<string, SettingRow>;
