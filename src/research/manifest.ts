import process from "node:process";
import type { JsonValue } from "../core/json.ts";
import { present } from "../core/present.ts";
import { version } from "../core/version.ts";
import type { Usage } from "../model/policy.ts";
import type { EngineUse } from "../report/report.ts";
import type { Judgement } from "./judge-run.ts";
import type { NearestPage } from "./nearest-page.ts";
import type { RunCost } from "./run-cost.ts";
import type { Setting } from "./setting.ts";

/** Version of `run.json`; a new field is no new version, a changed meaning is. */
export const manifestVersion = 1;

/** What was decided before the first turn. */
export interface Manifest {
  readonly setting: Setting;
  /** SHA-256 of the system prompt. */
  readonly promptHash: string;
}

/** What came out; see `concludeRun`. */
export interface ManifestOutcome {
  readonly status: string;
  readonly exitCode: number;
  readonly reason?: string;
  readonly nearest?: NearestPage;
  readonly turns: number;
  readonly toolCalls: number;
  /** Append-only stretches of the conversation: one more than there were compactions. */
  readonly segments: number;
  readonly elapsedMs: number;
  readonly usage?: Usage;
  readonly cost?: RunCost;
  readonly statistics?: unknown;
  /** Search engines of the web that fitted a query, and what they did. */
  readonly search: readonly EngineUse[];
  readonly judgement?: Judgement;
  readonly files: readonly string[];
}

/** Writes `run.json`: at the start with status `running`, at the end with the outcome. Holds no secrets. */
export async function writeManifest(manifest: Manifest, outcome?: ManifestOutcome): Promise<void> {
  const { setting, promptHash } = manifest;
  const record = {
    version: manifestVersion,
    id: setting.directory.id,
    question: setting.question,
    language: setting.language,
    policy: setting.policy.name,
    usesLanguageModel: setting.policy.usesLanguageModel,
    ...present({ models: setting.models }),
    providers: [...new Set([...setting.search, ...setting.pages].map((provider) => provider.name))],
    ...present({ openedWith: setting.openedWith }),
    limits: setting.limits,
    shell:
      setting.shell.type === "on"
        ? { state: "on", hosts: setting.shellNetwork?.hosts ?? [] }
        : { state: "off", ...setting.shell.refusal },
    unsupported: setting.unsupported ?? "mark",
    promptHash,
    deepwell: version,
    node: process.version,
    startedAt: setting.startedAt,
    ...(outcome === undefined
      ? { status: "running" }
      : { endedAt: setting.clock.now().toISOString(), ...outcome }),
  };
  // Through its JSON, so that whatever stands in it is looked at.
  const written: JsonValue = JSON.parse(JSON.stringify(record));
  await setting.directory.write("run.json", `${JSON.stringify(setting.mask.value(written), null, 2)}\n`);
}
