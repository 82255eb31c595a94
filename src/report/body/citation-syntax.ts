import type { MarkdownIt } from "markdown-it";

/** `\cite{…}` as policies write it: also doubled backslashes, `\citep`, a missing brace. */
const citeCommand = /\\+cite[a-z]?\*?[ \t]*(?:\{([^{}\n]{0,400})\}?)?/;
/** A bare id, alone or in brackets, is a citation too: an id means nothing to a reader. */
const bareIds =
  /(?:[[(【（][ \t]*)?\b(?:web_[0-9a-f]{8,64}(?![0-9A-Za-z_])[ \t]*[,;、，；]?[ \t]*)+(?<=\S)[\])】）]?/;
const anyCitation = new RegExp(`${citeCommand.source}|${bareIds.source}`, "g");
const written = /\\cite\{([^{}\n]*)\}/y;

/** Rewrites every way to cite into `\cite{id,id}`; ids are as written, known or not. */
export function unifyCitations(markdown: string): string {
  return markdown.replace(anyCitation, (match, inner: string | undefined) => {
    const ids = inner === undefined ? match.match(/web_[0-9a-f]{8,64}/g) : inner.match(/[^\s,;、，；]+/g);
    return `\\cite{${[...new Set(ids ?? [])].join(",")}}`;
  });
}

/** Removes what `unifyCitations` made, where nothing can be cited, such as in code. */
export function withoutCitations(text: string): string {
  return text.replace(/\\cite\{[^{}\n]*\}/g, "");
}

/** Teaches the Markdown parser citations: tokens `citation` with `meta.ids`, before escapes and emphasis. */
export function citationSyntax(parser: MarkdownIt): void {
  parser.inline.ruler.before("escape", "citation", (state, silent) => {
    written.lastIndex = state.pos;
    const found = written.exec(state.src);
    if (found === null) return false;
    const ids = (found[1] ?? "").split(",").filter((id) => id !== "");
    if (!silent) state.push("citation", "", 0).meta = { ids };
    state.pos += found[0].length;
    return true;
  });
}
