/** An element of a formula while it is read: its name, and what its finished children say. */
interface Frame {
  readonly tag: string;
  readonly parts: { readonly tag: string; readonly text: string }[];
}

/** More than one sign needs brackets next to a fraction bar or as an exponent. */
function grouped(text: string): string {
  return /^[\p{L}\p{N}.]*$|^\(.*\)$/u.test(text) ? text : `(${text})`;
}

function linearise({ tag, parts }: Frame): string {
  const all = parts.map((part) => part.text).join("");
  const part = (name: string): string => parts.find((candidate) => candidate.tag === name)?.text ?? "";
  switch (tag) {
    case "m:f":
      return `${grouped(part("m:num"))}/${grouped(part("m:den"))}`;
    case "m:sSup":
      return `${part("m:e")}^${grouped(part("m:sup"))}`;
    case "m:sSub":
      return `${part("m:e")}_${grouped(part("m:sub"))}`;
    case "m:sSubSup":
      return `${part("m:e")}_${grouped(part("m:sub"))}^${grouped(part("m:sup"))}`;
    case "m:rad":
      return `${part("m:deg") === "" ? "√" : `${part("m:deg")}√`}(${part("m:e")})`;
    case "m:d":
      return `(${parts
        .filter((candidate) => candidate.tag === "m:e")
        .map(({ text }) => text)
        .join(", ")})`;
    case "m:nary":
      return `∫∑_${grouped(part("m:sub"))}^${grouped(part("m:sup"))} ${part("m:e")}`.replace(
        "∫∑",
        part("m:chr") || "∫",
      );
    default:
      return all;
  }
}

/** Writes a formula of Office Math (ECMA-376 part 1, 22.1) on one line as it is read: `(a+b)/c`, `x^2`, `√(2)`. */
export class LinearMath {
  readonly #frames: Frame[] = [{ tag: "m:oMath", parts: [] }];

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    this.#frames.push({ tag, parts: [] });
    if (tag === "m:chr") this.text(attributes["m:val"] ?? "");
  }

  text(text: string): void {
    this.#frames.at(-1)?.parts.push({ tag: "", text });
  }

  close(): void {
    const frame = this.#frames.pop();
    const parent = this.#frames.at(-1);
    if (frame === undefined || parent === undefined) return;
    const text = linearise(frame);
    parent.parts.push({ tag: frame.tag === "m:naryPr" ? "m:chr" : frame.tag, text });
  }

  finish(): string {
    const [root] = this.#frames;
    return root === undefined ? "" : linearise(root).trim();
  }
}
