import { collectLeaves } from "../../document/html/collect-leaves.ts";
import { parseTree } from "../../document/html/tree.ts";
import { loadPeer } from "../load-peer.ts";

/** Another extractor: decoded HTML and its address in, text out; throws where it fails. */
export interface ExtractionPeer {
  readonly name: string;
  readonly extract: (html: string, url: string) => string;
}

type Construct = new (...values: readonly unknown[]) => Readonly<Record<string, unknown>>;
type Call = (...values: readonly unknown[]) => unknown;

function isFunction(value: unknown): value is Call {
  return typeof value === "function";
}

function isClass(value: unknown): value is Construct {
  return typeof value === "function";
}

function property(value: unknown, name: string): unknown {
  return (typeof value === "object" || typeof value === "function") && value !== null
    ? Reflect.get(value, name)
    : undefined;
}

/** The text of a peer's HTML by blocks: kinder to it than its own text property, which joins words of neighbouring blocks. */
function textOf(html: unknown): string {
  if (typeof html !== "string") return "";
  return collectLeaves(parseTree(html).root, { resolve: () => undefined })
    .map((leaf) => leaf.text)
    .join("\n");
}

type MakeDocument = (html: string, url: string) => unknown;

async function linkedomDocuments(): Promise<MakeDocument | undefined> {
  const parseHTML = property(await loadPeer("linkedom"), "parseHTML");
  return isFunction(parseHTML) ? (html) => property(parseHTML(html), "document") : undefined;
}

async function jsdomDocuments(): Promise<MakeDocument | undefined> {
  const constructor = property(await loadPeer("jsdom"), "JSDOM");
  if (!isClass(constructor)) return undefined;
  return (html, url) => property(new constructor(html, { url })["window"], "document");
}

async function readabilityOn(documents: MakeDocument): Promise<ExtractionPeer["extract"] | undefined> {
  const module = await loadPeer("@mozilla/readability");
  const constructor = property(module, "Readability") ?? property(property(module, "default"), "Readability");
  if (!isClass(constructor)) return undefined;
  return (html, url) => {
    const reader = new constructor(documents(html, url));
    const parse = property(reader, "parse");
    return isFunction(parse) ? textOf(property(Reflect.apply(parse, reader, []), "content")) : "";
  };
}

async function defuddleOn(documents: MakeDocument): Promise<ExtractionPeer["extract"] | undefined> {
  const module = await loadPeer("defuddle");
  const found = property(module, "default") ?? module;
  const constructor = property(found, "default") ?? found;
  if (!isClass(constructor)) return undefined;
  return (html, url) => {
    const reader = new constructor(documents(html, url), { url, useAsync: false });
    const parse = property(reader, "parse");
    return isFunction(parse) ? textOf(property(Reflect.apply(parse, reader, []), "content")) : "";
  };
}

/** The extractors that are installed in `perf/peers`, and the names of those that are not. */
export async function loadExtractionPeers(): Promise<{
  readonly peers: readonly ExtractionPeer[];
  readonly missing: readonly string[];
}> {
  const linkedom = await linkedomDocuments();
  const jsdom = await jsdomDocuments();
  const wanted: readonly (readonly [string, ExtractionPeer["extract"] | undefined])[] = [
    ["readability-linkedom", linkedom === undefined ? undefined : await readabilityOn(linkedom)],
    ["readability-jsdom", jsdom === undefined ? undefined : await readabilityOn(jsdom)],
    ["defuddle-linkedom", linkedom === undefined ? undefined : await defuddleOn(linkedom)],
    ["all-text", textOf],
  ];
  const peers = wanted.flatMap(([name, extract]) => (extract === undefined ? [] : [{ name, extract }]));
  const missing = wanted.flatMap(([name, extract]) => (extract === undefined ? [name] : []));
  return { peers, missing };
}
