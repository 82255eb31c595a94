import { createHash } from "node:crypto";
import { type Report, verdicts } from "../report.ts";
import { htmlBody } from "./html-body.ts";
import { htmlEvidence } from "./html-evidence.ts";
import { htmlScript } from "./html-script.ts";
import { htmlStyle } from "./html-style.ts";
import { escapeHtml } from "./html-text.ts";
import type { Labels } from "./labels.ts";
import { labelsFor } from "./labels-for.ts";
import { aboutOf } from "./source-place.ts";

/**
 * A report as one HTML file that asks nothing of the network: its policy forbids every load, its only style and script
 * are its own, by hash. All text of the report and its sources is escaped.
 */
export function renderHtml(report: Report): string {
  const labels = labelsFor(report.language);
  const body = htmlBody(report, labels);
  return `<!doctype html>
<html lang="${escapeHtml(report.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Deepwell">
<title>${escapeHtml(report.title)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<a class="skip" href="#report">${escapeHtml(labels.skip)}</a>
<div class="page">
${masthead(report, labels)}
<main>
<article id="report">
${body === "" ? `<p>${escapeHtml(labels.emptyBody)}</p>` : body}
</article>
${report.citations.length === 0 ? "" : `<section aria-labelledby="references"><h2 id="references">${escapeHtml(labels.references)}</h2>\n${htmlEvidence(report, labels)}\n</section>`}
${searched(report, labels)}
<footer>${escapeHtml(labels.meaning)}</footer>
</main>
${aside(report, labels)}
</div>
<div id="card" class="card" role="group" hidden data-references="${escapeHtml(labels.references)}"><div class="card-body"></div><button type="button" aria-label="${escapeHtml(labels.close)}">×</button></div>
<script>${htmlScript}</script>
</body>
</html>
`;
}

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const contentPolicy = [
  "default-src 'none'",
  `style-src ${hashOf(htmlStyle)}`,
  `script-src ${hashOf(htmlScript)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

function masthead(report: Report, labels: Labels): string {
  const kind = report.usesLanguageModel ? labels.report : labels.brief;
  const notes = [
    ...(report.usesLanguageModel ? [] : [labels.briefNote]),
    ...(report.status === "partial" ? [labels.partialRun] : []),
  ];
  const asked = report.title === report.question ? "" : `<p class="asked">${escapeHtml(report.question)}</p>`;
  const date = report.createdAt.slice(0, 10);
  return `<header class="masthead">
<p class="kicker">Deepwell · ${escapeHtml(kind)}</p>
<h1>${escapeHtml(report.title)}</h1>
${asked}
<p class="meta"><time datetime="${escapeHtml(report.createdAt)}">${escapeHtml(date)}</time><span>${escapeHtml(labels.writtenBy(report.policy))}</span><span>${escapeHtml(report.id)}</span></p>
${notes.map((note) => `<p class="notice">${escapeHtml(note)}</p>`).join("\n")}
${summary(report, labels)}
</header>`;
}

/** How many claims stand, as a bar and in words; and the switch that shows the others alone. */
function summary({ statistics }: Report, labels: Labels): string {
  const { claims } = statistics;
  if (claims === 0) return "";
  let x = 0;
  const counted = verdicts.filter((verdict) => statistics[verdict] > 0);
  const bars = counted.map((verdict) => {
    const width = (100 * statistics[verdict]) / claims;
    const bar = `<rect class="${verdict}" x="${x.toFixed(2)}" width="${width.toFixed(2)}" height="4"/>`;
    x += width;
    return bar;
  });
  const tally = counted.map(
    (verdict) => `<li class="${verdict}">${statistics[verdict]} ${escapeHtml(labels.verdicts[verdict])}</li>`,
  );
  const filter =
    statistics.supported === claims
      ? `<p>${escapeHtml(labels.nothingFailing)}</p>`
      : `<label class="filter"><input type="checkbox" id="only"> ${escapeHtml(labels.onlyFailing)}</label>`;
  return `<div class="summary">
<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label="${escapeHtml(labels.summary(statistics))}">${bars.join("")}</svg>
<ul class="tally">${tally.join("")}</ul>
${filter}
</div>`;
}

function searched(report: Report, labels: Labels): string {
  const { queries, failures, engines = [], leads = 0 } = report.searched;
  const list = (items: readonly string[]): string =>
    `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join("")}</ul>`;
  const lines = labels.checkLines(report.statistics);
  return `<section class="searched" aria-labelledby="checks"><h2 id="checks">${escapeHtml(labels.checks)}</h2>
${list(lines)}
<h2>${escapeHtml(labels.searched)}</h2>
${queries.length === 0 ? `<p>${escapeHtml(labels.noQueries)}</p>` : list(queries)}
${engines.length === 0 ? "" : `<p>${escapeHtml(labels.engines)}</p>${list(engines.map(labels.engineUse))}`}
<p>${escapeHtml(labels.seen(report.statistics))}${leads === 0 ? "" : ` ${escapeHtml(labels.leads(leads))}`}</p>
${failures.length === 0 ? `<p>${escapeHtml(labels.noFailures)}</p>` : `<p>${escapeHtml(labels.failures)}</p>${list(failures)}`}
</section>`;
}

function aside(report: Report, labels: Labels): string {
  const used = report.sources.filter((source) => source.number !== undefined);
  if (used.length === 0) return "";
  const items = used.map((source) => {
    const line = aboutOf(source).join(" · ");
    return `<li><span>${source.number}</span><a href="#ref-${source.number}">${escapeHtml(source.title)}<small>${escapeHtml(line)}</small></a></li>`;
  });
  return `<aside class="aside"><nav aria-labelledby="sources"><h2 id="sources">${escapeHtml(labels.sources)}</h2><ol>${items.join("\n")}</ol></nav></aside>`;
}
