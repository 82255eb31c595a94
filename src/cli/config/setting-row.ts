/** What a setting holds: decides how it is written in files, in the environment and as a flag. */
export type SettingKind =
  | "text"
  | "count"
  | "amount"
  | "duration"
  | "switch"
  | "texts"
  | "path"
  | "paths"
  | "secret";

/** One setting: its places, its kind, what it says. */
export interface SettingRow {
  /** Its place in a configuration file, sections divided by dots. */
  readonly key: string;
  readonly kind: SettingKind;
  readonly what: string;
  /** As the command line parser declares it; absent where there is no flag. */
  readonly flag?: string;
  /** A flag that says the opposite of a switch. */
  readonly opposite?: { readonly flag: string; readonly what: string };
  /** What holds where nothing is set, in words or as it would be written. */
  readonly usual?: string;
  /** The environment variable, where it is not the one that the key makes. */
  readonly variable?: string;
  readonly choices?: readonly string[];
  /** It opens what is closed, so that no file of a project decides it: a folder may be anybody's. */
  readonly userOnly?: true;
}
