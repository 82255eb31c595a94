import type { Link } from "../document.ts";

/** Collects the text of inline content up to a block boundary. */
export interface InlineBuffer {
  readonly addText: (text: string) => void;
  readonly addBreak: () => void;
  readonly openLink: (url: string | undefined) => void;
  readonly closeLink: () => void;
  /** What has been collected, and begins anew; an open link goes on. */
  readonly take: () => InlineText;
}

export interface InlineText {
  readonly text: string;
  readonly linkLength: number;
  readonly links: readonly Link[];
}

const longestLinkText = 300;

/** White space as a browser shows it: runs are one space, no-break spaces are spaces, only `<br>` breaks a line. */
function collapse(text: string): string {
  return text.replace(/[\s\u00a0]+/g, " ");
}

/** An empty buffer. */
export function createInlineBuffer(): InlineBuffer {
  let parts: string[] = [];
  let links: Link[] = [];
  let linkLength = 0;
  let linkDepth = 0;
  let linkUrl: string | undefined;
  let linkParts: string[] = [];

  const endLink = (): void => {
    const text = collapse(linkParts.join("")).trim();
    if (linkUrl !== undefined && text !== "")
      links.push({ text: text.slice(0, longestLinkText), url: linkUrl });
    linkParts = [];
  };
  return {
    addText: (text) => {
      parts.push(collapse(text));
      if (linkDepth === 0) return;
      linkLength += collapse(text).trim().length;
      linkParts.push(text);
    },
    addBreak: () => {
      parts.push("\n");
    },
    openLink: (url) => {
      linkDepth += 1;
      linkUrl = url;
    },
    closeLink: () => {
      endLink();
      linkDepth -= 1;
      linkUrl = undefined;
    },
    take: () => {
      if (linkDepth > 0) endLink();
      const text = parts
        .join("")
        .replace(/ {2,}/g, " ")
        .replace(/ *\n */g, "\n")
        .replace(/ ([.,])(?=\s|$)/g, "$1")
        .trim();
      const taken = { text, linkLength: Math.min(linkLength, text.length), links };
      parts = [];
      links = [];
      linkLength = 0;
      return taken;
    },
  };
}
