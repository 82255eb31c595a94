import type { JsonValue } from "../../core/json.ts";
import type { RunEvent } from "../events.ts";
import { asObservation } from "../observation.ts";
import { createGivenUrls } from "./given-urls.ts";
import { createLeakScreen, type LeakScreen } from "./leak-screen.ts";

/**
 * What decides about calls whose input may leave the machine. It believes nothing that a policy says: an address may be
 * opened only when a person, a search hit or a link of an opened page gave it, and nothing leaves that holds a secret.
 */
export interface OutboundGuard {
  /** Takes in every event of the run, live and in replay alike. */
  see(event: RunEvent): void;
  /** Why the input must not be used, in words for the policy; undefined when it may. */
  refusal(input: JsonValue): string | undefined;
  /** Whether a text holds a secret. */
  readonly holdsSecret: LeakScreen;
}

export interface OutboundGuardOptions {
  /** Values that must never leave: keys from the environment, canaries. */
  readonly secrets: readonly string[];
}

/** A guard that knows no address yet. */
export function createOutboundGuard({ secrets }: OutboundGuardOptions): OutboundGuard {
  const given = createGivenUrls();
  const holdsSecret = createLeakScreen(secrets);
  return {
    see(event) {
      if (event.type === "run-start") given.addText(event.question);
      if (event.type === "user-message") given.addText(event.text);
      if (event.type !== "tool-result") return;
      const observation = asObservation(event.data);
      if (observation?.type === "search") {
        for (const { hits, leads = [] } of observation.queries) {
          for (const hit of hits) given.addUrl(hit.source.url);
          for (const lead of leads) given.addUrl(lead.url);
        }
      }
      if (observation?.type !== "open") return;
      for (const { source, links = [] } of observation.pages) {
        if (source !== undefined) given.addUrl(source.url);
        for (const link of links) given.addUrl(link);
      }
    },
    refusal(input) {
      const texts = stringsOf(input);
      if (holdsSecret(texts.join(" "))) {
        return "Not done: the input holds a secret of this machine, which never leaves it. Ask without it.";
      }
      const foreign = texts.find((text) => isAddress(text) && !given.has(text));
      return foreign === undefined
        ? undefined
        : `Not opened: ${foreign.slice(0, 200)} was not given by the user, by a search hit or by a link of an opened page. Search for the page first.`;
    },
    holdsSecret,
  };
}

function isAddress(text: string): boolean {
  return /^\s*[a-z][a-z0-9+.-]*:\/\//i.test(text);
}

function stringsOf(value: JsonValue | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...(Array.isArray(value) ? [] : [key]),
    ...stringsOf(item),
  ]);
}
