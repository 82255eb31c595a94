import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { present } from "../../src/core/present.ts";
import type { CorpusRecord } from "../../src/corpora/corpus-record.ts";
import { type LawHeader, readLawHeader, versionDate, versionLabel } from "./law-header.ts";
import { lawPublisher } from "./law-publisher.ts";

/** Case notes and miscellany may be under copyright; they are not bundled. */
const excludedFolders = new Set(["案例", "其他", "derived"]);

interface Law {
  readonly path: string;
  readonly title: string;
  readonly header: LawHeader;
  readonly date: string | undefined;
  readonly body: string;
}

/** Every law, regulation and judicial interpretation under `folder`, ordered by path. */
export function chinaLaws(folder: string, repositoryUrl: string): readonly CorpusRecord[] {
  const laws = withoutCopies(
    lawFiles(folder).map((file) => readLaw(file, readFileSync(path.join(folder, file), "utf8"))),
  );
  const titles = distinctTitles(laws);
  return laws.map((law) => ({
    url: `${repositoryUrl}/${law.path.split("/").map(encodeURIComponent).join("/")}`,
    title: titles.get(law.path) ?? law.title,
    ...present({ published: law.date }),
    language: "zh",
    publisher: lawPublisher(law.path, law.title, law.header),
    tier: "official",
    text: lawMarkdown(law),
  }));
}

function lawFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => file.includes("/") && file.endsWith(".md") && !file.endsWith("_index.md"))
    .filter((file) => !excludedFolders.has(file.split("/")[0] ?? ""))
    .toSorted();
}

/** Takes a file apart: titles, history, and what follows `<!-- INFO END -->`. */
function readLaw(file: string, raw: string): Law {
  const text = raw
    .normalize("NFC")
    .replace(/[\u200b\ufeff]/g, "")
    .replaceAll("\u3000", " ")
    .replace(/\r\n?/g, "\n");
  const [head = "", ...rest] = text.split("<!-- INFO END -->");
  const lines = head
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const titles = lines.filter((line) => line.startsWith("# ")).map((line) => line.slice(2).trim());
  const header = readLawHeader(lines.filter((line) => !line.startsWith("#")));
  const fileDate = /\((\d{4}-\d{2}-\d{2})\)\.md$/.exec(file)?.[1];
  return {
    path: file,
    title: titles.join(" "),
    header,
    date: versionDate(header, fileDate),
    body: rest.join("\n"),
  };
}

/** Some laws stand in two folders; the first is kept. */
function withoutCopies(laws: readonly Law[]): readonly Law[] {
  const seen = new Set<string>();
  return laws.filter((law) => {
    const keys = [`${law.title} ${law.date ?? law.path}`, law.body.replace(/\s/g, "")];
    const isCopy = keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    return !isCopy;
  });
}

/** Titles by path; versions of one law are told apart by the year, or the day, of the version. */
function distinctTitles(laws: readonly Law[]): ReadonlyMap<string, string> {
  const groups = Map.groupBy(laws, (law) => law.title);
  const titles = new Map<string, string>();
  for (const [title, versions] of groups) {
    const labels = versions.map((law) =>
      law.date === undefined ? undefined : versionLabel(law.header, law.date),
    );
    for (const [index, law] of versions.entries()) {
      const label = labels[index];
      if (versions.length === 1 || label === undefined || law.date === undefined) titles.set(law.path, title);
      else {
        const isShared = labels.filter((other) => other === label).length > 1;
        const [year = "", month = "", day = ""] = law.date.split("-");
        const exact = label.replace(`${year}年`, `${year}年${Number(month)}月${Number(day)}日`);
        titles.set(law.path, `${title}（${isShared ? exact : label}）`);
      }
    }
  }
  return titles;
}

function lawMarkdown(law: Law): string {
  const body = law.body
    .replace(/<!--[\s\S]*?-->/g, "")
    .split("\n")
    .map((line) => tidyLine(line.trim()));
  return [`# ${law.title}`, ...law.header.lines.map((line) => tidyLine(line)), ...body]
    .join("\n\n")
    .replace(/(^\|.*)\n\n+(?=\|)/gm, "$1\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Spaces that only stretch a heading (`第一章 总 则`) go; the one after the number stays. */
function tidyLine(line: string): string {
  const heading = /^(#+)\s+(.*)$/.exec(line);
  if (heading === null) return line.replace(/ {2,}/g, " ");
  const [, marks = "", text = ""] = heading;
  const [number = "", ...name] = text.split(/\s+/);
  const isNumbered = /^第.+[编章节]$/.test(number) || /^[一二三四五六七八九十]+、$/.test(number);
  const joined = name.join(" ").replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, "");
  const whole =
    isNumbered && name.length > 0
      ? `${number} ${joined}`
      : text.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, "");
  return `${marks} ${whole}`;
}
