import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { AnyTool, ToolResult } from "../../src/agent/tool.ts";
import type { JsonValue } from "../../src/core/json.ts";

/** What a tool was given, and whether its schema takes that. */
export interface GuardedCall {
  readonly toolName: string;
  readonly input: unknown;
  readonly isValid: boolean;
}

export interface Guard {
  readonly calls: readonly GuardedCall[];
  /** Everything that went against the promise. */
  readonly problems: readonly string[];
  readonly tools: readonly AnyTool[];
}

/**
 * The same tools, watched: a call that the schema does not take has to come back as an error and leave every file
 * as it was; nothing may be thrown; every string that is acted on has to stand in what the model wrote.
 */
export function guardedTools(
  tools: readonly AnyTool[],
  { root, written }: { readonly root: string; readonly written: () => string },
): Guard {
  const calls: GuardedCall[] = [];
  const problems: string[] = [];
  const guard = (tool: AnyTool): AnyTool => ({
    ...tool,
    async invoke(input, context): Promise<ToolResult> {
      const isValid = tool.input.safeParse(input).success;
      const toolName = tool.name;
      calls.push({ toolName, input, isValid });
      const before = isValid ? "" : listing(root);
      if (isValid) {
        const text = written();
        const unsaid = strings(input).filter((value) => !isSaid(value, text));
        if (unsaid.length > 0) problems.push(`${toolName} acts on ${JSON.stringify(unsaid)}, not in ${text}`);
      }
      try {
        const result = await tool.invoke(input, context);
        if (isValid) return result;
        if (result.isError !== true) problems.push(`${toolName} ran on ${JSON.stringify(input)}`);
        if (listing(root) !== before) problems.push(`${toolName} changed files on ${JSON.stringify(input)}`);
        return result;
      } catch (error) {
        problems.push(`${toolName} threw ${String(error)} on ${JSON.stringify(input)}`);
        throw error;
      }
    },
  });
  return { calls, problems, tools: tools.map(guard) };
}

/** Every file below a folder, with its content. */
function listing(root: string): string {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => `${file}: ${readFileSync(file, "utf8")}`)
    .join("\n");
}

/** Keys and values alike. */
function strings(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return [
    ...(Array.isArray(value) ? [] : Object.keys(value)),
    ...Object.values(value).flatMap((item: JsonValue) => strings(item)),
  ];
}

/** Whether a string stands in a text, as it is or with JSON's escapes. */
function isSaid(value: string, text: string): boolean {
  const once = unescaped(text);
  return [text, once, unescaped(once)].some((form) => form.includes(value));
}

function unescaped(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-f]{4})|(["'`\\/bfnrt]))/gi,
    (whole, code: string | undefined, mark: string) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      return { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" }[mark] ?? (/[a-z]/i.test(mark) ? whole : mark);
    },
  );
}
