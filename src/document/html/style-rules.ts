/** What a rule of a page's own style sheets hides: classes and ids that stand alone in a selector. */
export interface HidingSelectors {
  readonly classes: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
}

const longestStyleSheet = 300_000;

/** Whether CSS declarations make an element invisible: not rendered, transparent, of no size, or far off the page. */
export function hidesContent(declarations: string): boolean {
  const style = declarations.toLowerCase().replace(/\s+/g, "");
  if (!/none|hidden|collapse|:0|:-\d|clip|transparent|color/.test(style)) return false;
  if (
    /(?:^|;)display:none|(?:^|;)visibility:(?:hidden|collapse)|(?:^|;)content-visibility:hidden/.test(style)
  )
    return true;
  if (/(?:^|;)opacity:(?:0(?![.\d]*[1-9])|\.0+(?![1-9]))/.test(style)) return true;
  if (/(?:^|;)font-size:(?:0(?![.\d]*[1-9])|[01]px)/.test(style)) return true;
  if (/(?:^|;)(?:left|right|top|bottom|text-indent|margin-left|margin-top):-\d{4,}/.test(style)) return true;
  if (/(?:^|;)clip:rect\((?:0|1px)[^)]*\)|(?:^|;)clip-path:(?:inset\((?:50|100)%|circle\(0)/.test(style))
    return true;
  if (
    /(?:^|;)(?:max-)?(?:height|width):[01](?:px)?(?:!important)?(?:;|$)/.test(style) &&
    /overflow:hidden/.test(style)
  )
    return true;
  if (/(?:^|;)color:(?:transparent|rgba\([\d,.]+,0(?:\.0+)?\))/.test(style)) return true;
  const ink = /(?:^|;)color:([^;!]+)/.exec(style)?.[1];
  const ground = /(?:^|;)background(?:-color)?:([^;!]+)/.exec(style)?.[1];
  return ink !== undefined && ink === ground;
}

/** Rules outside any at-rule block (`@media print` and the like do not count), as [selectors, declarations]. */
function* topLevelRules(css: string): Generator<readonly [string, string]> {
  let depth = 0;
  let preludeStart = 0;
  let bodyStart = 0;
  for (let index = 0; index < css.length; index += 1) {
    const character = css[index];
    if (character === "{") {
      depth += 1;
      if (depth === 1) bodyStart = index + 1;
    } else if (character === "}") {
      depth = Math.max(0, depth - 1);
      if (depth > 0) continue;
      const prelude = css.slice(preludeStart, bodyStart - 1).trim();
      if (bodyStart > preludeStart && !prelude.startsWith("@")) yield [prelude, css.slice(bodyStart, index)];
      preludeStart = index + 1;
    } else if (character === ";" && depth === 0) preludeStart = index + 1;
  }
}

/** Reads which single classes and ids style sheets hide; selectors of any other form are not followed. */
export function readHidingSelectors(styleSheets: readonly string[]): HidingSelectors {
  const classes = new Set<string>();
  const ids = new Set<string>();
  const css = styleSheets
    .join("\n")
    .slice(0, longestStyleSheet)
    .replace(/\/\*[^]*?(?:\*\/|$)/g, "");
  for (const [selectors, declarations] of topLevelRules(css)) {
    if (!hidesContent(declarations)) continue;
    for (const selector of selectors.split(",")) {
      const simple = /^\s*[a-z\d]*([.#])([\w-]+)\s*$/i.exec(selector);
      if (simple?.[2] !== undefined) (simple[1] === "." ? classes : ids).add(simple[2]);
    }
  }
  return { classes, ids };
}
