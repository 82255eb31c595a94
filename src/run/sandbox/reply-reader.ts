import { StringDecoder } from "node:string_decoder";

/** The answer of tmux to one command in control mode (`tmux(1)`, CONTROL MODE). */
export interface ControlReply {
  readonly isOk: boolean;
  readonly lines: readonly string[];
}

export interface ReplyHandlers {
  /** In the order of the commands. */
  onReply(reply: ControlReply): void;
  /** A line that belongs to no reply. */
  onLine(line: string): void;
  /** More without an end than anything that tmux says; nothing is read from then on. */
  onFlood(): void;
}

/** A reply or a line may have this many UTF-16 code units. */
export const longestReply = 4_000_000;

/**
 * Takes what tmux writes in control mode, cut anywhere, and tells its replies. What it reads comes out of the
 * sandbox: any bytes give some replies and lines, and no more than `longestReply` is ever kept.
 */
export function replyReader(handlers: ReplyHandlers): (chunk: Buffer) => void {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  let open: { readonly mark: string; readonly lines: string[]; size: number } | undefined;
  let isFlooded = false;
  const take = (line: string): void => {
    if (open === undefined) {
      const mark = /^%begin (\d+ \d+ \d+)$/.exec(line)?.[1];
      if (mark === undefined) handlers.onLine(line);
      else open = { mark, lines: [], size: 0 };
      return;
    }
    const { mark, lines } = open;
    if (line === `%end ${mark}` || line === `%error ${mark}`) {
      open = undefined;
      // The last of the three numbers is 1 for commands of this client and 0 for those tmux gave itself.
      if (mark.endsWith(" 1")) handlers.onReply({ isOk: line.startsWith("%end"), lines });
      return;
    }
    lines.push(line);
    open.size += line.length + 1;
  };
  return (chunk) => {
    if (isFlooded) return;
    const pieces = (rest + decoder.write(chunk)).split("\n");
    rest = pieces.pop() ?? "";
    for (const line of pieces) take(line.endsWith("\r") ? line.slice(0, -1) : line);
    if (rest.length + (open?.size ?? 0) <= longestReply) return;
    isFlooded = true;
    handlers.onFlood();
  };
}
