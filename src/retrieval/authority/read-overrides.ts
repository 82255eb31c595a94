import { z } from "zod";
import {
  type AuthorityKind,
  authorityKinds,
  type AuthorityTier,
  authorityTiers,
} from "../../core/authority.ts";
import { AppError } from "../../core/errors.ts";
import { parseJson } from "../../core/json.ts";

/** What a user says of a domain and of everything under it. */
export interface AuthorityOverride {
  readonly tier: AuthorityTier;
  readonly kind?: AuthorityKind | undefined;
  readonly official?: boolean | undefined;
  readonly reason?: string | undefined;
}

/** By domain, or domain and first part of the path. */
export type AuthorityOverrides = ReadonlyMap<string, AuthorityOverride>;

const tier = z.enum(authorityTiers);
const override = z.union([
  tier.transform((value) => ({ tier: value })),
  z.strictObject({
    tier,
    kind: z.enum(authorityKinds).optional(),
    official: z.boolean().optional(),
    reason: z.string().min(1).max(500).optional(),
  }),
]);
const domainForm = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[^/\s]+)?$/;

/**
 * Reads a user's list: `{"example.org": "high", "farm.example": {"tier": "low", "reason": "…"}}`. Throws `AppError`
 * CONFIG_INVALID that names `file` and the line of what it does not understand.
 */
export function readOverrides(text: string, file: string): AuthorityOverrides {
  const parsed = parseJson(text);
  if (!parsed.ok) throw invalid(file, lineOfError(text, parsed.error), parsed.error);
  if (typeof parsed.value !== "object" || parsed.value === null || Array.isArray(parsed.value))
    throw invalid(file, 1, "it is not an object of domains");
  const entries = Object.entries(parsed.value).map(([key, value]): [string, AuthorityOverride] => {
    const domain = key.toLowerCase().replace(/^www\./, "");
    if (!domainForm.test(domain))
      throw invalid(file, lineOfKey(text, key), `${JSON.stringify(key)} is no domain`);
    const read = override.safeParse(value);
    if (!read.success)
      throw invalid(
        file,
        lineOfKey(text, key),
        `${key} is not one of ${authorityTiers.join(", ")}, nor an object with a tier`,
      );
    return [domain, read.data];
  });
  return new Map(entries);
}

function invalid(file: string, line: number, why: string): AppError {
  return new AppError("CONFIG_INVALID", `Cannot read the authority list ${file}, line ${line}.`, {
    why,
    fix: '{"example.org": "high", "farm.example": {"tier": "low", "reason": "copies others"}}',
  });
}

function lineOfKey(text: string, key: string): number {
  return lineAt(text, Math.max(0, text.indexOf(JSON.stringify(key))));
}

/** The engine names the position of an error, but for an end that comes too early. */
function lineOfError(text: string, message: string): number {
  const position = /position (\d+)/.exec(message)?.[1];
  return lineAt(text, position === undefined ? text.length : Number(position));
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split("\n").length;
}
