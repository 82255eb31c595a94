import type { Authority, AuthorityEstimate } from "../core/authority.ts";
import { exitCodes } from "../core/errors.ts";
import { labelsFor } from "../report/render/labels-for.ts";
import { decisionOf } from "../retrieval/authority/decision.ts";
import { openAuthority } from "./open-authority.ts";

export interface AuthorityCommandOptions {
  /** Addresses, hosts, domains, or names of listed publishers. */
  readonly names: readonly string[];
  /** The user's own list. */
  readonly file?: string | undefined;
  /** One JSON object a line instead of text for people. */
  readonly json: boolean;
  readonly language: "en" | "zh";
  readonly write: (text: string) => void;
}

const words = {
  en: {
    tier: { high: "high", low: "low", contested: "contested", unknown: "unknown" },
    by: "by",
    probably: "probably",
    nobody: "No web address, and no publisher of this name is listed",
  },
  zh: {
    tier: { high: "高", low: "低", contested: "有争议", unknown: "未知" },
    by: "依据",
    probably: "可能",
    nobody: "不是网址，名单中也没有此名称的发布者",
  },
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

const estimated = { en: "estimated, never used to rank", zh: "仅为推测，不影响排序" } as const;

/** Says of each address what is known of its publisher, and why; a name is looked up in the listing. Opens no page. */
export function authorityCommand(options: AuthorityCommandOptions): number {
  const { names, file, json, language, write } = options;
  const index = openAuthority(file);
  for (const name of names) {
    const domains = isAddress(name) ? [name] : index.named(name);
    if (domains.length === 0)
      write(
        json
          ? `${JSON.stringify({ asked: name, found: false })}\n`
          : `${name}\n  ${words[language].nobody}\n`,
      );
    for (const address of domains) {
      const known = index.of(address);
      const decision = decisionOf(known);
      const asked = address === name ? {} : { asked: name };
      write(
        json
          ? `${JSON.stringify({ address, ...asked, decision, ...known })}\n`
          : textFor(address, known, language),
      );
    }
  }
  return exitCodes.verified;
}

/** Names of publishers have no dot between letters, addresses do. */
function isAddress(text: string): boolean {
  return /^[^\s]+\.[^\s.]+/.test(text) || /^[a-z]+:\/\//i.test(text);
}

function textFor(address: string, known: Authority, language: "en" | "zh"): string {
  const title = language === "zh" ? (known.nameZh ?? known.name) : (known.name ?? known.nameZh);
  const heading = title === undefined ? address : `${address}  ${title}`;
  const { estimate } = known;
  const [facts, why] = estimate === undefined ? knownText(known, language) : estimateText(estimate, language);
  return `${heading}\n  ${facts}\n  ${why}\n`;
}

function knownText(known: Authority, language: "en" | "zh"): readonly [facts: string, why: string] {
  const labels = labelsFor(language);
  const { tier, kind, official, via, by, reason, country, score } = known;
  const facts = [
    words[language].tier[tier],
    kind === undefined ? undefined : labels.kinds[kind],
    official ? labels.official : undefined,
    country,
  ].filter((part) => part !== undefined);
  const isPlain = by === undefined || via === "listed";
  const source = isPlain
    ? ways[language][via]
    : `${ways[language][via]}${labels.comma}${words[language].by} ${by}`;
  return [`${facts.join(labels.comma)} (${score.toFixed(2)})`, `${labels.reason(reason)} [${source}]`];
}

function estimateText(
  { tier, probability, reason }: AuthorityEstimate,
  language: "en" | "zh",
): readonly [facts: string, why: string] {
  const { probably, tier: tiers } = words[language];
  const chance = `${Math.round(probability * 100)} %`;
  return [
    `${probably}${language === "en" ? " " : ""}${tiers[tier]} (${chance})`,
    `${labelsFor(language).reason(reason)} [${estimated[language]}]`,
  ];
}
