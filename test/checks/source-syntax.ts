import { parseAst } from "rolldown/parseAst";

/** A node of the syntax tree, as far as the checks look at it. */
interface SyntaxNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

export interface ModuleSyntax {
  /** Specifiers of every import and re-export, type-only and dynamic ones included. */
  readonly imports: readonly string[];
  readonly exports: readonly string[];
  /** How often the type `any` is written. */
  readonly anyCount: number;
  /** Names such as `process.env`, `console`, `fetch` that reach outside the program. */
  readonly globals: readonly string[];
}

const watchedGlobals = new Set(["console", "fetch", "WebSocket", "EventSource"]);

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function* nodesUnder(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesUnder(item);
    return;
  }
  if (!isNode(value)) return;
  yield value;
  for (const [key, child] of Object.entries(value)) {
    // `a.console` and `{ fetch: 1 }` name members, not the globals.
    const isMemberName = (key === "property" || key === "key") && value["computed"] !== true;
    if (!isMemberName) yield* nodesUnder(child);
  }
}

function nameOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (typeof value["name"] === "string") return value["name"];
  return typeof value["value"] === "string" ? value["value"] : undefined;
}

function importOf(node: SyntaxNode): string | undefined {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
    case "ImportExpression":
    case "TSImportType":
      return nameOf(node["source"]);
    default:
      return undefined;
  }
}

function exportsOf(node: SyntaxNode): readonly string[] {
  if (node.type !== "ExportNamedDeclaration") return [];
  const { declaration } = node;
  const specifiers = Array.isArray(node["specifiers"]) ? node["specifiers"] : [];
  const names = specifiers.map((specifier: unknown) => isNode(specifier) && nameOf(specifier["exported"]));
  if (isNode(declaration)) {
    const declared = Array.isArray(declaration["declarations"]) ? declaration["declarations"] : [declaration];
    names.push(...declared.map((item: unknown) => isNode(item) && nameOf(item["id"])));
  }
  return names.filter((name) => typeof name === "string");
}

function globalOf(node: SyntaxNode): string | undefined {
  if (node.type === "MemberExpression") {
    const member = `${nameOf(node["object"])}.${nameOf(node["property"])}`;
    return member === "process.env" ? member : undefined;
  }
  const name = node.type === "Identifier" ? nameOf(node) : undefined;
  return name !== undefined && watchedGlobals.has(name) ? name : undefined;
}

/** What the checks need to know of one TypeScript file. Throws when it cannot be parsed. */
export function readSyntax(text: string): ModuleSyntax {
  const nodes = [...nodesUnder(parseAst(text, { lang: "ts" }))];
  const present = (values: readonly (string | undefined)[]) => [
    ...new Set(values.filter((value) => value !== undefined)),
  ];
  return {
    imports: present(nodes.map(importOf)),
    exports: nodes.flatMap(exportsOf),
    anyCount: nodes.filter((node) => node.type === "TSAnyKeyword").length,
    globals: present(nodes.map(globalOf)),
  };
}
