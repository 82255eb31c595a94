import type { Authority } from "../core/authority.ts";
import { exitCodes } from "../core/errors.ts";
import { labelsFor } from "../report/render/labels-for.ts";
import { openAuthority } from "./open-authority.ts";

export interface AuthorityCommandOptions {
  /** Addresses, hosts or domains. */
  readonly names: readonly string[];
  /** The user's own list. */
  readonly file?: string | undefined;
  /** One JSON object a line instead of text for people. */
  readonly json: boolean;
  readonly language: "en" | "zh";
  readonly write: (text: string) => void;
}

const words = {
  en: { tier: { high: "high", low: "low", contested: "contested", unknown: "unknown" }, by: "by" },
  zh: { tier: { high: "高", low: "低", contested: "有争议", unknown: "未知" }, by: "依据" },
} as const;

const ways = {
  en: {
    listed: "listed",
    parent: "listed above it",
    suffix: "suffix",
    user: "your list",
    collection: "collection",
    unknown: "not listed",
  },
  zh: {
    listed: "名单",
    parent: "上级域名",
    suffix: "后缀",
    user: "您的名单",
    collection: "文档集",
    unknown: "未列入",
  },
} as const;

/** Says of each address what is known of its publisher, and why. Opens no page. */
export function authorityCommand(options: AuthorityCommandOptions): number {
  const { names, file, json, language, write } = options;
  const index = openAuthority(file);
  for (const name of names) {
    const known = index.of(name);
    write(json ? `${JSON.stringify({ address: name, ...known })}\n` : textFor(name, known, language));
  }
  return exitCodes.verified;
}

function textFor(name: string, known: Authority, language: "en" | "zh"): string {
  const labels = labelsFor(language);
  const { tier, kind, official, via, by, reason, country } = known;
  const title = language === "zh" ? (known.nameZh ?? known.name) : (known.name ?? known.nameZh);
  const facts = [
    words[language].tier[tier],
    kind === undefined ? undefined : labels.kinds[kind],
    official ? labels.official : undefined,
    country,
  ].filter((part) => part !== undefined);
  const source =
    by === undefined
      ? ways[language][via]
      : `${ways[language][via]}${labels.comma}${words[language].by} ${by}`;
  const heading = title === undefined ? name : `${name}  ${title}`;
  return `${heading}\n  ${facts.join(labels.comma)} (${known.score.toFixed(2)})\n  ${labels.reason(reason)} [${source}]\n`;
}
