/** What a terminal reads and does not show; a sequence that is cut off at the end counts too. */
const escapeSequence =
  // oxlint-disable-next-line no-control-regex
  /\x1b(?:\[[0-?]*[ -/]*[@-~]?|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[ -/]*[0-~]?)/g;
/** What a full-screen program draws between taking the screen and giving it back. */
// oxlint-disable-next-line no-control-regex
const fullScreen = /\x1b\[\?1049h[\s\S]*?(?:\x1b\[\?1049l|$)/g;
const eraseToEnd = "\x1b[K";

/**
 * What was written to a terminal, as text: colours, titles and cursor movements go, a line that was written over
 * (progress bars) is the line as it stood last. What full-screen programs draw is for the screen, and left out.
 */
export function cleanOutput(raw: string): string {
  return raw
    .replace(fullScreen, "")
    .split("\n")
    .map((line) => overwritten(stripSequences(line)).trimEnd())
    .join("\n");
}

function stripSequences(line: string): string {
  return line.replace(escapeSequence, (sequence) => (sequence === eraseToEnd ? "\x1b" : ""));
}

/** Plays carriage returns, backspaces and erasures (a lone escape, from here on) on one line. */
function overwritten(line: string): string {
  const cells: string[] = [];
  let column = 0;
  for (const character of line) {
    if (character === "\r") column = 0;
    else if (character === "\b") column = Math.max(0, column - 1);
    else if (character === "\x1b") cells.length = Math.min(cells.length, column);
    else if (character === "\t" || !/\p{Cc}/u.test(character)) cells[column++] = character;
  }
  return Array.from(cells, (cell) => cell ?? " ").join("");
}
