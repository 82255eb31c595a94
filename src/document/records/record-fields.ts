import { isJsonObject, type JsonObject, type JsonValue } from "../../core/json.ts";
import { present } from "../../core/present.ts";
import { readDate } from "../dates.ts";
import type { DocumentMetadata } from "../document.ts";

const titleNames = "title headline name subject heading question 标题 题目".split(" ");
const textNames =
  "text body content contents abstract summary description passage article answer document paragraph 正文 内容 全文 摘要".split(
    " ",
  );
const urlNames = "url link href permalink sourceurl canonicalurl uri 网址 链接".split(" ");
const dateNames =
  "published publishedat publisheddate publicationdate pubdate date created createdat datetime timestamp year 发布日期 日期 时间".split(
    " ",
  );
const modifiedNames = "modified modifiedat updated updatedat lastmodified".split(" ");
const authorNames = "authors author creator creators byline 作者".split(" ");
const publisherNames = "publisher journal source sitename".split(" ");
const languageNames = "language lang".split(" ");
const idNames = "id docid documentid pid key uuid".split(" ");

/** `published_at`, `publishedAt` and `Published At` are one name. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** The fields of a record that have a meaning for every reader; `rest` holds the others in their order. */
export interface RecordFields {
  readonly title?: string;
  /** Running text, the most important first. */
  readonly texts: readonly string[];
  readonly id?: string;
  readonly metadata: DocumentMetadata;
  readonly rest: JsonObject;
}

function textOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === "number") return String(value);
  if (typeof value === "string" && value.trim() !== "") return value.trim();
  return undefined;
}

function languageOf(value: JsonValue | undefined): string | undefined {
  return /^([a-z]{2,3})(?:[-_]\w+)*$/i.exec(textOf(value) ?? "")?.[1]?.toLowerCase();
}

function namesOf(value: JsonValue | undefined): readonly string[] {
  if (typeof value === "string") return value.trim() === "" ? [] : [value.trim()];
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: JsonValue): readonly string[] => {
    if (typeof entry === "string") return namesOf(entry);
    return isJsonObject(entry) ? namesOf(entry["name"]) : [];
  });
}

/** Recognises title, text, address, dates, people and id of a record by the names of its fields. */
export function readRecordFields(record: JsonObject): RecordFields {
  const byName = new Map(Object.keys(record).map((name) => [plainName(name), name]));
  const used = new Set<string>();
  const take = <T>(
    names: readonly string[],
    read: (value: JsonValue | undefined) => T | undefined,
  ): T | undefined => {
    for (const plain of names) {
      const name = byName.get(plain);
      const value = name === undefined ? undefined : read(record[name]);
      if (name === undefined || value === undefined) continue;
      used.add(name);
      return value;
    }
    return undefined;
  };
  const title = take(titleNames, textOf);
  const texts = textNames
    .map((name) => take([name], (value) => (typeof value === "string" ? textOf(value) : undefined)))
    .filter((text) => text !== undefined);
  const canonicalUrl = take(urlNames, (value) => {
    const url = URL.parse(textOf(value) ?? "");
    return url?.protocol === "https:" || url?.protocol === "http:" ? url.href : undefined;
  });
  const dateOf = (value: JsonValue | undefined): string | undefined => readDate(textOf(value) ?? "");
  const published = take(dateNames, dateOf);
  const modified = take(modifiedNames, dateOf);
  const authors = take(authorNames, (value) => (namesOf(value).length > 0 ? namesOf(value) : undefined));
  const publisher = take(publisherNames, (value) => (typeof value === "string" ? textOf(value) : undefined));
  const language = take(languageNames, languageOf);
  const id = take(idNames, textOf);
  return {
    texts,
    metadata: present({ canonicalUrl, published, modified, authors, publisher, language }),
    rest: Object.fromEntries(Object.entries(record).filter(([name]) => !used.has(name))),
    ...present({ title, id }),
  };
}
