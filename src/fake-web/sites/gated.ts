import { escapeHtml } from "../../report/render/html-text.ts";
import type { FakePage } from "../page.ts";
import { type FakeSite, html, pageSite } from "../site.ts";
import type { Permit } from "../world.ts";
import { permitPages } from "./official.ts";
import { articlePage } from "./reports.ts";

const shell = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><main>${body}</main></body></html>`;

function paywalled({ title, paragraphs }: FakePage): string {
  const data = `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>`;
  const teaser = `<h1>${escapeHtml(title)}</h1><p>${escapeHtml((paragraphs[0] ?? "").slice(0, 60))}…</p>`;
  return shell(escapeHtml(title), `${data}${teaser}<p>Subscribe to continue reading.</p>`);
}

const login = (): string =>
  shell(
    "Log in",
    `<h1>Log in to continue</h1><form><input name="user"><input type="password" name="word"></form>`,
  );

const check = (): string =>
  shell(
    "Just a moment...",
    `<p>Checking your browser before accessing the site.</p><div class="cf-turnstile"></div>`,
  );

const vanished = (): string =>
  shell("Page not found", `<h1>Page not found</h1><p>The page you are looking for does not exist.</p>`);

export interface GatedHosts {
  readonly paywalled: string;
  readonly login: string;
  readonly botCheck: string;
  readonly vanished: string;
}

/** Sites that show something else than what was found there. */
export function gatedSites(permits: readonly Permit[], hosts: GatedHosts): readonly FakeSite[] {
  const pages = permitPages(permits, articlePage);
  const botCheck = pageSite({ host: hosts.botCheck, kind: "bot-check", pages });
  return [
    pageSite({ host: hosts.paywalled, kind: "paywalled", pages, render: paywalled }),
    pageSite({ host: hosts.login, kind: "login", pages, render: login }),
    pageSite({ host: hosts.vanished, kind: "soft-404", pages, render: vanished }),
    { ...botCheck, answer: () => ({ status: 403, headers: html, body: check() }) },
  ];
}
