import { AppError } from "../core/errors.ts";
import { present } from "../core/present.ts";
import { parseNamedHost } from "../web/policy/url-policy.ts";
import type { SettingFlags } from "./config/setting-table.ts";

/** The settings about the web that commands beside research take as well. */
export const webSettingNames = ["web", "allowHost", "archive", "browser"] as const;

/** The flags about the web as the command line parser and the environment give them. */
export type WebFlags = Pick<SettingFlags, (typeof webSettingNames)[number] | "contactUrl">;

export interface WebSettings {
  readonly isOn: boolean;
  /** Hosts that are read although they are not public, as the web client takes them. */
  readonly namedHosts: readonly string[];
  /** Whether archived copies stand in for pages that are gone. */
  readonly usesArchive: boolean;
  /** Where people who see us in their logs find out who we are. */
  readonly contactUrl?: string;
}

/** Whether there is a browser: where one works, unless there must or must not be one. */
export type BrowserWish = "auto" | "required" | "off";

/** What `--browser` and `--no-browser` say. */
export function browserWish({ browser }: WebFlags): BrowserWish {
  return browser === undefined ? "auto" : browser ? "required" : "off";
}

/** Throws `AppError` USAGE or CONFIG_INVALID for values that make no sense. */
export function webSettings(flags: WebFlags): WebSettings {
  const { contactUrl } = flags;
  if (contactUrl !== undefined && !/^(?:https?|mailto):[\x21-\x7e]+$/.test(contactUrl)) {
    throw new AppError("CONFIG_INVALID", `DEEPWELL_CONTACT_URL cannot be ${JSON.stringify(contactUrl)}.`, {
      why: "it is an address under which people who run web sites find out who reads them",
      fix: "export DEEPWELL_CONTACT_URL=https://example.org/about-our-bot",
    });
  }
  return {
    isOn: flags.web !== false,
    namedHosts: (flags.allowHost ?? []).map(namedHost),
    usesArchive: flags.archive === true,
    ...present({ contactUrl }),
  };
}

function namedHost(text: string): string {
  const host = parseNamedHost(text);
  if (host !== undefined) return host;
  throw new AppError("USAGE", `--allow-host cannot be ${JSON.stringify(text)}.`, {
    why: "it is a host and its port, and nothing else",
    fix: "--allow-host 127.0.0.1:8080",
  });
}
