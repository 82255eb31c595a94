/** What the lines between the title of a law and its first article say about its history. */
export interface LawHeader {
  readonly lines: readonly string[];
  /** Adoptions, amendments and promulgations with their ISO dates, in the order of the text. */
  readonly events: readonly LawEvent[];
}

export interface LawEvent {
  readonly date: string;
  readonly kind: "adoption" | "amendment" | "revision" | "effect";
  readonly text: string;
}

const dateAtStart = /^(\d{4})年(\d{1,2})月(\d{1,2})日/;

function eventOf(line: string): LawEvent | undefined {
  const [, year, month, day] = dateAtStart.exec(line) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const rest = line.replace(dateAtStart, "").trim();
  // A law amended or revised says so at the end of the line; the titles of decisions inside 《》 say it too.
  const outside = rest.replace(/[《〈<][^》〉>]*[》〉>]/g, "");
  const isEffect = /^(起)?(施行|实施|生效)/.test(outside) || /^自.*施行/.test(outside);
  const kind = outside.includes("修订")
    ? "revision"
    : /修正/.test(outside)
      ? "amendment"
      : isEffect
        ? "effect"
        : "adoption";
  return { date: `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`, kind, text: rest };
}

/** Reads the history of a law; lines that carry no date are kept as lines only. */
export function readLawHeader(lines: readonly string[]): LawHeader {
  return { lines, events: lines.flatMap((line) => eventOf(line) ?? []) };
}

/**
 * The date by which a version of a law is known: the last adoption, amendment or revision of its header, or
 * the date in its file name where that is later (headers often lack the last amendment, file names are
 * sometimes mistyped). Undefined where neither says.
 */
export function versionDate(header: LawHeader, fileDate: string | undefined): string | undefined {
  const dates = header.events.filter((event) => event.kind !== "effect").map((event) => event.date);
  return [...dates, ...(fileDate === undefined ? [] : [fileDate])].toSorted().at(-1);
}

/** How to tell this version from others of the same title: `2023年修订`, `2018年修正`, `2020年版`. */
export function versionLabel(header: LawHeader, date: string): string {
  const year = date.slice(0, 4);
  const event = header.events.findLast((item) => item.date === date || item.date.startsWith(year));
  const words = { revision: "修订", amendment: "修正", adoption: "版", effect: "版" };
  return `${year}年${words[event?.kind ?? "adoption"]}`;
}
