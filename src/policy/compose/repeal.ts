import { present } from "../../core/present.ts";
import type { Source } from "../../core/source.ts";
import { repealedLaws } from "../lexicon/repealed-laws.ts";
import type { Statute } from "./statute.ts";

/** That a text has lost its force, and to what. */
export interface Repeal {
  /** The text that lost it, as in `Statute.key`. */
  readonly name: string;
  readonly by: string;
  /** ISO date; absent where the notice gives none. */
  readonly on?: string;
}

/** A document as repeals name it. */
export interface Named {
  /** As in `Statute.key`. */
  readonly key: string;
  /** ISO date of its version; may be reduced. */
  readonly version?: string;
}

let listed: readonly Repeal[] | undefined;

function listedRepeals(): readonly Repeal[] {
  listed ??= repealedLaws
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [, on = "", by = "", names = ""] = /^(\S+) ([^:]+): (.+)$/.exec(line) ?? [];
      return names.split(" | ").map((name) => ({ name, by, on }));
    });
  return listed;
}

/** A title without what differs between its versions; the same as the `key` of a law. */
export function titleKey(title: string): string {
  return title
    .replace(/[《》〈〉“”"]|中华人民共和国|\s+/g, "")
    .replace(/[（(][^（()）]*(?:\d{4}|修正|修订|试行|草案)[^（()）]*[)）]$/, "");
}

const notice = /[^。，；\n]{0,400}(?:同时|予以|即行|自行|相应)废止/g;
const work = /《((?:[^《》]|《[^《》]*》){2,60})》/g;
const effective = /(\d{4})年(\d{1,2})月(\d{1,2})日起(?:正式)?(?:施行|实施|生效|执行)/;

/** The texts that a passage says it takes the force of: “自…起施行。《…》同时废止”. Linear in the length of the text. */
export function readRepeals(text: string, source: Pick<Source, "title" | "published">): readonly Repeal[] {
  if (!text.includes("废止")) return [];
  const [, year, month = "", day = ""] = effective.exec(text) ?? [];
  const on =
    year === undefined ? source.published : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const by = titleKey(source.title);
  const names = [...text.matchAll(notice)].flatMap(([sentence]) =>
    [...sentence.matchAll(work)].map((match) => titleKey(match[1] ?? "")),
  );
  return names.map((name) => ({ name, by, ...present({ on }) }));
}

const numbered = /^(.*)[（(]([一二三四五六七八九])[）)]$/;
const digits = "一二三四五六七八九";

/**
 * Interpretations that come in numbers and were begun anew: where a later text of the same subject has the same
 * number or a lower one, those before it are of the old series.
 */
export function seriesRepeals(named: readonly Named[]): readonly Repeal[] {
  const members = named.flatMap(({ key, version }) => {
    const [, base = "", digit = ""] = numbered.exec(key) ?? [];
    const subject = base.replace(/若干|具体|应用|适用|的/g, "");
    return subject === "" || version === undefined
      ? []
      : [{ key, version, subject, at: digits.indexOf(digit) }];
  });
  return members.flatMap(({ key, version, subject, at }) => {
    const later = members.find(
      (other) => other.subject === subject && other.at <= at && other.version > version,
    );
    return later === undefined ? [] : [{ name: key, by: later.key, on: later.version }];
  });
}

/** Whether a repeal takes a document's force: that of the text itself, or of the law that it interprets or implements. */
function takes({ name, by, on }: Repeal, { key, version }: Named): boolean {
  // What was made after the repeal is a text of the same name.
  if (version !== undefined && on !== undefined && version >= on) return false;
  if (version === undefined && key === by) return false;
  return key === name || key.includes(`适用${name}`) || key.startsWith(`${name}实施`);
}

/** The repeal of a document among those that are known and those that were met; undefined where it may be in force. */
export function repealOf(named: Named, met: readonly Repeal[]): Repeal | undefined {
  return [...met, ...listedRepeals()].find((repeal) => takes(repeal, named));
}

/** A document under the name by which repeals know it. */
export function nameOf(source: Source, statute: Statute | undefined): Named {
  const version = statute?.version ?? source.published ?? source.modified;
  return { key: statute?.key ?? titleKey(source.title), ...present({ version }) };
}
