import { withholdKey } from "../withhold-key.ts";

/** How a server of the Model Context Protocol is started. No shell sees any of it. */
export interface ServerCommand {
  /** A name that `PATH` of `environment` finds, or a path. */
  readonly program: string;
  readonly arguments: readonly string[];
  /** The whole environment of the process. */
  readonly environment: Readonly<Record<string, string>>;
  /** Values of the environment that no message tells. */
  readonly secrets: readonly string[];
  /** Where it is started. */
  readonly folder: string;
}

/** A text in which none of these values stands any more. */
export function withholdSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((told, secret) => withholdKey(told, secret), text);
}
