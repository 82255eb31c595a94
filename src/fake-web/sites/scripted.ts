import { renderText } from "../page.ts";
import { type FakeSite, pageSite } from "../site.ts";
import type { Permit } from "../world.ts";
import { officialPage, permitPages } from "./official.ts";

/** A site whose pages are empty until their scripts have run. */
export function scriptedSite(permits: readonly Permit[], host: string): FakeSite {
  return pageSite({
    host,
    kind: "scripted",
    pages: permitPages(permits, officialPage),
    render(page) {
      const text = JSON.stringify(`<h1>${page.title}</h1>${renderText(page)}`).replaceAll("<", "\\u003c");
      return `<!doctype html><html lang="${page.language}"><head><meta charset="utf-8"><title>${page.title}</title></head>
<body><div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>
<script>document.getElementById("root").innerHTML = ${text};</script></body></html>`;
    },
  });
}
