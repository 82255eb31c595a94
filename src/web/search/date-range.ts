import type { Clock } from "../../core/clock.ts";
import type { EngineQuery } from "./search-engine.ts";

/** Days as YYYY-MM-DD, both inclusive. */
export interface DateRange {
  readonly since: string;
  readonly until: string;
}

const longAgo = "1900-01-01";

/**
 * The days a query asks for, for engines that take no open range: without a first day it begins long ago, without a
 * last day it ends today (UTC). Undefined where the query sets neither.
 */
export function dateRange({ filters = {} }: EngineQuery, clock: Clock): DateRange | undefined {
  const { since, until } = filters;
  if (since === undefined && until === undefined) return undefined;
  return {
    since: since?.slice(0, 10) ?? longAgo,
    until: until?.slice(0, 10) ?? clock.now().toISOString().slice(0, 10),
  };
}

/** A day without its hyphens: 20240301. */
export function compactDay(day: string): string {
  return day.replaceAll("-", "");
}

/** Seconds since 1970 at which a day (UTC) begins. */
export function startOfDay(day: string): number {
  return Math.floor(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / 1_000);
}

/** Seconds since 1970 of the last second of a day (UTC). */
export function endOfDay(day: string): number {
  return startOfDay(day) + 86_399;
}

/** The custom range of Google's search tools; either end may be open. Undefined where the query sets neither. */
export function googleDates({ filters: { since, until } = {} }: EngineQuery): string | undefined {
  if (since === undefined && until === undefined) return undefined;
  return [
    "cdr:1",
    ...(since === undefined ? [] : [`cd_min:${americanDay(since)}`]),
    ...(until === undefined ? [] : [`cd_max:${americanDay(until)}`]),
  ].join(",");
}

/** 3/1/2024 for 2024-03-01. */
function americanDay(day: string): string {
  const [year = "", month = "", date = ""] = day.slice(0, 10).split("-");
  return `${Number(month)}/${Number(date)}/${year}`;
}
