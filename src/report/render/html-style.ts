/** The style of a report: one column to read, sources beside it where there is room, light and dark, paper. */
export const htmlStyle = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --raised: #ffffff; --ink: #1f1d1a; --soft: #5f5a52; --line: #e0dbd1; --accent: #0b5a6b;
  --mark: #fbe9a9; --warn: #8f4300; --warn-line: #d98a3d; --good: #2f6b4f; --shadow: 0 1px 2px rgb(40 30 10 / .06), 0 12px 32px rgb(40 30 10 / .14);
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, Charter, "Source Serif 4", "Noto Serif", Georgia, "Liberation Serif", "Times New Roman", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
:root:lang(zh) {
  --serif: "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", STSong, SimSun, Georgia, serif;
  --sans: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16171a; --raised: #1f2125; --ink: #e8e4dc; --soft: #a49d92; --line: #34363c; --accent: #7fc8d8;
    --mark: #5a4a12; --warn: #f2b36b; --warn-line: #b97a2e; --good: #86c9a5; --shadow: 0 1px 2px rgb(0 0 0 / .4), 0 16px 40px rgb(0 0 0 / .5);
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; scroll-padding-top: 1.5rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0938rem/1.62 var(--serif); font-kerning: normal; text-rendering: optimizeLegibility; overflow-wrap: break-word; }
:lang(zh) body, body:lang(zh) { line-height: 1.85; text-autospace: normal; line-break: strict; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .18em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--raised); padding: .5rem 1rem; z-index: 3; }
.page { display: grid; grid-template-columns: minmax(0, 40rem); justify-content: center; gap: 0 4.5rem; padding: clamp(2rem, 6vw, 5rem) clamp(1.15rem, 5vw, 3rem) 4rem; }
.aside { display: none; }
@media (min-width: 70rem) {
  .page { grid-template-columns: minmax(0, 40rem) 17rem; }
  .aside { display: block; grid-column: 2; grid-row: 2; }
  .masthead, main { grid-column: 1; }
  .aside > nav { position: sticky; top: 2rem; max-height: calc(100vh - 4rem); overflow-y: auto; }
}
.masthead { padding-bottom: 1.6rem; margin-bottom: 1.9rem; border-bottom: 1px solid var(--line); }
.kicker, .meta, .summary, .filter, .aside, .flag, .cites, .host, .sources, .searched, .card, h4, h5, h6, th, footer { font-family: var(--sans); }
.kicker { margin: 0 0 .9rem; font-size: .8125rem; font-weight: 600; letter-spacing: .04em; color: var(--accent); }
h1 { margin: 0; font-size: clamp(1.9rem, 1.3rem + 2.4vw, 2.65rem); line-height: 1.16; font-weight: 600; letter-spacing: -.012em; text-wrap: balance; }
h1:lang(zh), h2:lang(zh) { text-wrap: wrap; word-break: auto-phrase; }
h1:lang(zh) { line-height: 1.32; letter-spacing: 0; }
.asked { margin: 1rem 0 0; color: var(--soft); font-style: italic; }
.asked:lang(zh) { font-style: normal; }
.meta { margin: 1.1rem 0 0; font-size: .8438rem; color: var(--soft); display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; }
.notice { margin: 1.2rem 0 0; padding: .6rem .9rem; border-left: 3px solid var(--accent); background: color-mix(in srgb, var(--accent) 7%, transparent); font: .9063rem/1.55 var(--sans); }
.summary { margin: 1.5rem 0 0; font-size: .875rem; }
.summary p { margin: .35rem 0 0; color: var(--soft); }
.bar { display: block; width: 100%; height: .5rem; margin: 0 0 .65rem; border-radius: 1rem; overflow: hidden; background: var(--line); }
.bar .supported { fill: var(--good); } .bar .partly { fill: var(--warn-line); } .bar .unsupported { fill: var(--warn); } .bar .uncited { fill: var(--soft); }
.tally { display: flex; flex-wrap: wrap; gap: .1rem 1.15rem; margin: 0; padding: 0; list-style: none; color: var(--soft); }
.tally li { display: flex; align-items: center; gap: .45em; }
.tally li::before { content: ""; width: .6em; height: .6em; border-radius: 50%; background: currentColor; }
.tally .supported::before { background: var(--good); } .tally .partly::before { background: var(--warn-line); } .tally .unsupported::before { background: var(--warn); } .tally .uncited::before { background: var(--soft); }
.filter { display: inline-flex; align-items: center; gap: .55em; margin: .9rem 0 0; font-size: .875rem; cursor: pointer; }
.filter input { inline-size: 1.05em; block-size: 1.05em; accent-color: var(--accent); margin: 0; }
article > :first-child { margin-top: 0; }
h2 { margin: 2.6rem 0 .8rem; font-size: 1.5rem; line-height: 1.28; font-weight: 600; letter-spacing: -.006em; text-wrap: balance; }
h3 { margin: 2rem 0 .6rem; font-size: 1.2rem; line-height: 1.35; font-weight: 600; }
h4, h5, h6 { margin: 1.6rem 0 .4rem; font-size: .95rem; font-weight: 600; }
p { margin: 0 0 1.05rem; text-wrap: pretty; }
article ul, article ol { margin: 0 0 1.15rem; padding-left: 1.4em; }
article li { margin: .3rem 0; padding-left: .15em; }
article li::marker { color: var(--soft); font-variant-numeric: tabular-nums; }
article blockquote { margin: 1.3rem 0; padding: .1rem 0 .1rem 1.2rem; border-left: 3px solid var(--line); }
article blockquote > :last-child { margin-bottom: 0; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2rem 0; }
code, pre { font-family: var(--mono); font-size: .86em; }
code { background: color-mix(in srgb, var(--ink) 6%, transparent); padding: .1em .3em; border-radius: 3px; }
pre { overflow-x: auto; padding: .9rem 1rem; border-radius: 6px; background: color-mix(in srgb, var(--ink) 5%, transparent); line-height: 1.5; }
pre code { background: none; padding: 0; }
.table { overflow-x: auto; margin: 1.3rem 0 1.5rem; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; line-height: 1.45; font-variant-numeric: tabular-nums lining-nums; }
th, td { padding: .5rem .8rem .5rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { font-size: .8125rem; font-weight: 600; color: var(--soft); border-bottom: 1.5px solid var(--ink); white-space: nowrap; }
.right { text-align: right; } .center { text-align: center; }
td.right + td, th.right + th { padding-left: .8rem; }
.host { font-size: .75em; color: var(--soft); }
.cites { font-size: .74em; line-height: 1; color: var(--soft); white-space: nowrap; margin-left: .18em; position: relative; top: -.22em; font-variant-numeric: lining-nums; }
.cite { display: inline-block; padding: .3em .18em; margin: -.3em -.08em; border-radius: 3px; color: var(--accent); text-decoration: none; font-weight: 600; }
.cite:hover, .cite[aria-expanded="true"] { background: color-mix(in srgb, var(--accent) 14%, transparent); }
.claim:target { background: color-mix(in srgb, var(--mark) 60%, transparent); border-radius: 3px; }
span.claim:is(.partly, .unsupported, .uncited) > .said { text-decoration: underline dotted var(--warn-line) 1.5px; text-underline-offset: .3em; }
.said .cites { display: inline-block; }
tr.claim:is(.partly, .unsupported, .uncited) > td:first-child { box-shadow: -.7rem 0 0 -.5rem var(--warn-line); }
blockquote.claim:is(.partly, .unsupported, .uncited) { border-left: 3px dotted var(--warn-line); }
.flag { font-size: .75rem; line-height: 1.35; font-weight: 500; color: var(--warn); white-space: normal; margin-right: .35em; }
body:has(#only:checked) article > *:not(h2, h3):not(:has(.partly, .unsupported, .uncited)):not(.partly, .unsupported, .uncited),
body:has(#only:checked) article :is(li, tbody tr):not(:has(.partly, .unsupported, .uncited)):not(.partly, .unsupported, .uncited) { display: none; }
body:has(#only:checked) article .claim.supported { opacity: .45; }
.sources, .passages { list-style: none; margin: 0; padding: 0; }
.sources { font-size: .9063rem; line-height: 1.5; }
.source { padding: 1.15rem 0 .4rem; border-top: 1px solid var(--line); }
.source-head { display: grid; grid-template-columns: 1.9rem minmax(0, 1fr); }
.number { font-weight: 600; color: var(--accent); font-variant-numeric: tabular-nums; }
.source p { margin: 0; }
.source-title { font-weight: 600; font-size: 1rem; }
.source-title a { color: inherit; text-decoration-color: var(--line); }
.source-title a:hover { text-decoration-color: currentColor; }
.source-about, .source-stored, .where { display: flex; flex-wrap: wrap; gap: 0 .9em; color: var(--soft); font-size: .8438rem; min-width: 0; }
.badge { border: 1px solid currentColor; border-radius: 1em; padding: 0 .6em; font-size: .75rem; line-height: 1.5; align-self: center; color: var(--good); }
.hash { min-width: 0; max-width: 100%; display: flex; gap: .4em; }
.hash code { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 9rem; background: none; padding: 0; line-height: 1.7; }
.passages { margin: .7rem 0 .6rem 1.9rem; }
.passage { padding: .65rem .9rem .7rem; margin-bottom: .7rem; border-radius: 8px; background: color-mix(in srgb, var(--ink) 3.5%, transparent); }
.passage:target { outline: 2px solid var(--accent); }
.where > * + *:not(.bytes)::before { content: "›"; margin-right: .9em; opacity: .6; }
.where .label { font-weight: 600; color: var(--accent); }
.where .label + *::before { content: none; }
.bytes { margin-left: auto; font-variant-numeric: tabular-nums; opacity: .85; }
.stored { margin: .45rem 0 .5rem; font: .9688rem/1.58 var(--serif); }
.stored:lang(zh) { line-height: 1.8; }
.stored > *, .card .stored > * { margin: 0 0 .5em; } .stored > :last-child, .card .stored > :last-child { margin-bottom: 0; }
.stored ul, .stored ol { padding-left: 1.3em; } .stored li p { margin: 0; }
.stored table { font-size: .875rem; } .stored th, .stored td { padding-block: .25rem; }
mark { background: var(--mark); color: inherit; padding: .05em .1em; margin: 0 -.1em; border-radius: 2px; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.open { font-size: .8438rem; }
.uses { margin-top: .5rem; font-size: .8125rem; color: var(--soft); }
.uses ul { margin: .1rem 0 0; padding-left: 1.1em; } .uses a { color: inherit; text-decoration-color: var(--line); }
.uses .state { display: block; }
.searched { font-size: .9063rem; line-height: 1.55; } .searched ul { padding-left: 1.2em; margin: .2rem 0 1rem; } .searched p { margin: 0 0 .5rem; }
.searched .meaning { color: var(--soft); }
.aside { font-size: .8438rem; line-height: 1.45; }
.aside h2 { margin: 0 0 .7rem; font: 600 .8125rem/1.4 var(--sans); letter-spacing: .02em; color: var(--soft); }
.aside ol { list-style: none; margin: 0; padding: 0; }
.aside li { display: grid; grid-template-columns: 1.5rem minmax(0, 1fr); padding: .5rem 0; border-top: 1px solid var(--line); }
.aside li > span { color: var(--accent); font-weight: 600; font-variant-numeric: tabular-nums; }
.aside a { color: inherit; text-decoration: none; } .aside a:hover { text-decoration: underline; }
.aside small { display: block; color: var(--soft); font-size: .78rem; }
.card { position: fixed; z-index: 2; width: min(27rem, calc(100vw - 2rem)); max-height: min(26rem, 70vh); overflow-y: auto; overscroll-behavior: contain; padding: .95rem 1.1rem 1rem; background: var(--raised); color: var(--ink); border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shadow); font-size: .8438rem; line-height: 1.5; font-style: normal; font-weight: 400; text-align: left; white-space: normal; text-decoration: none; }
.card[hidden] { display: none; }
.card .card-title { display: block; font-weight: 600; font-size: .9063rem; padding-right: 1.8rem; }
.card .card-about { display: flex; flex-wrap: wrap; gap: 0 .8em; color: var(--soft); font-size: .7813rem; }
.card p { margin: 0; } .card .where { font-size: .7813rem; margin-top: .4rem; } .card .bytes { display: none; }
.card .stored { margin: .5rem 0 .65rem; padding-left: .8rem; border-left: 3px solid var(--line); font-size: .9375rem; }
.state strong { font-weight: 600; } .state.supported strong { color: var(--good); } .state:not(.supported) strong { color: var(--warn); }
.card .state { display: block; padding-top: .55rem; border-top: 1px solid var(--line); }
.card .flag { display: block; margin: .25rem 0 0; }
.card .links { display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin-top: .5rem; }
.card button { position: absolute; top: .55rem; right: .6rem; width: 1.9rem; height: 1.9rem; border: 0; border-radius: 50%; background: none; color: var(--soft); font: 1.2rem/1 var(--sans); cursor: pointer; }
.card button:hover { background: color-mix(in srgb, var(--ink) 8%, transparent); }
footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .8125rem; color: var(--soft); }
@media (prefers-reduced-motion: no-preference) { .card { animation: rise .12s ease-out; } @keyframes rise { from { opacity: 0; transform: translateY(3px); } } }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media (max-width: 36rem) {
  body { font-size: 1.0313rem; }
  .card { left: 0 !important; right: 0; bottom: 0; top: auto !important; width: 100%; max-height: 62vh; border-radius: 14px 14px 0 0; border-width: 1px 0 0; padding-bottom: max(1.2rem, env(safe-area-inset-bottom)); }
  .passages { margin-left: 0; } .bytes { margin-left: 0; }
  .cite { padding: .55em .3em; margin: -.55em -.16em; }
}
@media print {
  :root { --paper: #fff; --raised: #fff; --ink: #000; --soft: #444; --line: #bbb; --accent: #000; --mark: #eee; --warn: #000; --warn-line: #555; --good: #333; }
  @page { margin: 2cm 2.2cm; }
  body { font-size: 10.5pt; line-height: 1.45; }
  .page { display: block; padding: 0; } .aside, .filter, .card, .skip { display: none; }
  h1, h2, h3 { break-after: avoid; } .passage, tr, blockquote { break-inside: avoid; } .passage { background: none; border-left: 2pt solid #ccc; border-radius: 0; padding: 0 0 0 .7em; }
  .source-title a::after { content: " " attr(href); font-weight: 400; font-size: .8em; overflow-wrap: anywhere; } .open { display: none; } .hash code { max-width: none; overflow: visible; white-space: normal; overflow-wrap: anywhere; }
  a { color: inherit; } .flag { font-weight: 600; }
}
`;
