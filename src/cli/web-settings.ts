import { type Command, Option } from "commander";
import { AppError } from "../core/errors.ts";
import { parseNamedHost } from "../web/policy/url-policy.ts";
import { type Environment, environmentValue } from "./environment.ts";

/** The flags about the web as the command line parser gives them. */
export interface WebFlags {
  /** False after `--no-web`. */
  readonly web?: boolean;
  readonly offline?: boolean;
  readonly allowHost?: readonly string[];
  readonly archive?: boolean;
}

export interface WebSettings {
  readonly isOn: boolean;
  /** Hosts that are read although they are not public, as the web client takes them. */
  readonly namedHosts: readonly string[];
  /** Whether archived copies stand in for pages that are gone. */
  readonly usesArchive: boolean;
  /** Where people who see us in their logs find out who we are. */
  readonly contactUrl?: string;
}

/** Declares the flags about the web. */
export function webOptions(command: Command): Command {
  return command
    .option("--no-web", "read nothing from the web")
    .addOption(new Option("--offline", "the same as --no-web").hideHelp())
    .option(
      "--allow-host <host:port>",
      "read this host although it is not public, such as 127.0.0.1:8080; may be repeated",
      // A list in one option would take the addresses that follow it for hosts.
      (host: string, hosts: readonly string[] | undefined) => [...(hosts ?? []), host],
    )
    .option("--archive", "read the archived copy of a page that is gone (web.archive.org)");
}

/** Throws `AppError` USAGE or CONFIG_INVALID for values that make no sense. */
export function webSettings(flags: WebFlags, environment: Environment): WebSettings {
  const contactUrl = environmentValue("contactUrl", environment)?.value;
  if (contactUrl !== undefined && !/^(?:https?|mailto):[\x21-\x7e]+$/.test(contactUrl)) {
    throw new AppError("CONFIG_INVALID", `DEEPWELL_CONTACT_URL cannot be ${JSON.stringify(contactUrl)}.`, {
      why: "it is an address under which people who run web sites find out who reads them",
      fix: "export DEEPWELL_CONTACT_URL=https://example.org/about-our-bot",
    });
  }
  return {
    isOn: flags.web !== false && flags.offline !== true,
    namedHosts: (flags.allowHost ?? []).map(namedHost),
    usesArchive: flags.archive === true,
    ...(contactUrl === undefined ? {} : { contactUrl }),
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
