/** Two states of a page: what brings the second about, and whether a reader sees another screen then. */
export interface ScreenPair {
  readonly kind: string;
  readonly isChanged: boolean;
  readonly html: string;
  /** Runs in the page between the two screenshots. */
  readonly script: string;
}

const words =
  "snow valley river spring measure figure winter people book council harbour report price tonne degree depth station minister annual index".split(
    " ",
  );

/** A page of prose, a table and a form, different for every number. */
function page(number: number, extra: string, style = ""): string {
  const word = (at: number): string => words[(at * 7 + number * 13 + ((at * at) % 11)) % words.length] ?? "";
  const sentence = (from: number): string =>
    `${Array.from({ length: 14 }, (_, at) => word(from + at)).join(" ")}. `;
  const rows = Array.from(
    { length: 6 },
    (_, at) => `<tr><td>${word(at)}<td>${(number * 97 + at * 31) % 1000}`,
  );
  const dark = number % 4 === 3 ? "background:#16202a;color:#dde" : "background:#fff;color:#222";
  return `<!doctype html><style>body{margin:32px;font:${13 + (number % 4)}px/1.5 ${number % 2 === 0 ? "sans-serif" : "serif"};${dark}}${style}</style><h1>${word(3)} ${number}</h1>${Array.from({ length: 5 }, (_, at) => `<p>${sentence(at * 20).repeat(3)}`).join("")}<table border="1">${rows.join("")}</table><input id="field" value="${word(5)}">${extra}`;
}

const wait = (ms: number): string => `new Promise((done) => setTimeout(done, ${ms}))`;

/** States between which nothing changes that a reader would call another screen. */
const unchanged: readonly Omit<ScreenPair, "isChanged" | "html">[] = [
  { kind: "nothing", script: "0" },
  { kind: "time passes", script: wait(400) },
  { kind: "caret blinks", script: wait(600) },
  { kind: "scrolled and back", script: "scrollTo(0, 300), scrollTo(0, 0)" },
  { kind: "style animation goes on", script: wait(300) },
  {
    kind: "style transition ended",
    script: `document.body.classList.add("moved"), ${wait(500)}.then(() => document.body.classList.remove("moved")).then(() => ${wait(500)})`,
  },
  {
    kind: "text set to itself",
    script: "document.querySelectorAll('p').forEach((one) => { one.textContent = one.textContent })",
  },
  { kind: "change below the screen", script: "below.textContent = 'New below'" },
  {
    kind: "laid out anew",
    script: "document.body.style.width = '500px', document.body.offsetWidth, document.body.style.width = ''",
  },
];

const animated =
  "@keyframes turn{to{transform:rotate(360deg)}}#spin{width:20px;height:20px;border:3px solid #888;border-top-color:#06c;animation:turn 1s linear infinite}body{transition:opacity .2s}body.moved{opacity:.4}";
const extras = `<div id="spin"></div><div style="height:1500px"></div><p id="below">Below</p><script>field.focus()</script>`;

interface Change {
  readonly kind: string;
  readonly extra: string;
  readonly script: string;
}

const digit = (size: number, colour: string, from: string, to: string): Change => ({
  kind: `${from} → ${to}, ${size} px ${colour}`,
  extra: `<p style="font-size:${size}px;color:${colour}">Total: 1<span id="n">${from}</span>4 tonnes</p>`,
  script: `n.textContent = "${to}"`,
});

/** Small changes that matter: the fewer pixels the better. */
const changes: readonly Change[] = [
  ...[9, 10, 12, 14, 18].flatMap((size) =>
    ["#000", "#777", "#bbb"].flatMap((colour) => [
      digit(size, colour, "6", "9"),
      digit(size, colour, "3", "8"),
      digit(size, colour, "1", "7"),
      digit(size, colour, ".", ","),
      digit(size, colour, "l", "i"),
    ]),
  ),
  {
    kind: "clock",
    extra: `<p id="clock" style="position:fixed;right:8px;top:0">12:41:07</p>`,
    script: `clock.textContent = "12:41:08"`,
  },
  { kind: "dialog", extra: `<dialog id="ask">Send it?</dialog>`, script: "ask.showModal()" },
  { kind: "box ticked", extra: `<input type="checkbox" id="box">`, script: "box.checked = true" },
  {
    kind: "choice",
    extra: `<input type="radio" name="a" checked><input type="radio" name="a" id="second">`,
    script: "second.checked = true",
  },
  {
    kind: "red dot turns green",
    extra: `<span id="dot" style="display:block;position:fixed;left:4px;top:4px;width:6px;height:6px;border-radius:3px;background:#c40000"></span>`,
    script: `dot.style.background = "#006400"`,
  },
  {
    kind: "bar grows by 2 px",
    extra: `<div style="position:fixed;top:10px;right:8px;background:#06c;height:6px;width:80px" id="bar"></div>`,
    script: `bar.style.width = "82px"`,
  },
  {
    kind: "row added",
    extra: "",
    script: `document.querySelector("table").insertRow().insertCell().textContent = "new"`,
  },
  {
    kind: "struck out",
    extra: `<p style="position:fixed;top:0;left:300px"><span id="s">struck</span></p>`,
    script: `s.style.textDecoration = "line-through"`,
  },
  {
    kind: "point on a chart",
    extra: `<canvas id="chart" width="200" height="80" style="position:fixed;right:0;top:40px"></canvas>`,
    script: `chart.getContext("2d").fillRect(90, 40, 3, 3)`,
  },
  { kind: "one letter typed", extra: "", script: `field.value += "x"` },
  { kind: "scrolled by 40 px", extra: extras, script: "scrollTo(0, 40)" },
  {
    kind: "picture of another",
    extra: `<img id="p" style="position:fixed;right:10px;bottom:10px" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'><circle cx='20' cy='20' r='9' fill='teal'/></svg>">`,
    script: `p.src = p.src.replace("r='9'", "r='10'"), p.decode()`,
  },
];

/** Every kind of pair on `pages` different pages. What is to be seen of a change stands at the top of the screen. */
export function screenPairs(pages: number): readonly ScreenPair[] {
  return Array.from({ length: pages }, (_, number) => [
    ...unchanged.map((one) => ({ ...one, isChanged: false, html: page(number, extras, animated) })),
    ...changes.map(({ kind, extra, script }) => ({
      kind,
      script,
      isChanged: true,
      html: page(
        number,
        extra.replaceAll("<p style=", '<p class="top" style='),
        ".top{position:absolute;top:0;left:500px;margin:2px}",
      ),
    })),
  ]).flat();
}
