import { parse } from "tldts";
import type { AuthorityKind, Reliability } from "../../core/authority.ts";

/** What a suffix says of whoever has a name under it. */
export interface SuffixRule {
  readonly suffix: string;
  readonly kind: AuthorityKind;
  readonly official: boolean;
  readonly reliable: Reliability;
  /** Id in reasons.tsv. */
  readonly reason: string;
  /** ISO 3166 code, where the suffix is a country's. */
  readonly country?: string;
}

type Meaning = Omit<SuffixRule, "suffix" | "country">;

const government: Meaning = {
  kind: "government",
  official: true,
  reliable: "yes",
  reason: "suffix-government",
};
const military: Meaning = { kind: "government", official: true, reliable: "yes", reason: "suffix-military" };
const university: Meaning = {
  kind: "university",
  official: false,
  reliable: "yes",
  reason: "suffix-university",
};
const treaty: Meaning = {
  kind: "intergovernmental",
  official: true,
  reliable: "yes",
  reason: "suffix-treaty",
};
const museum: Meaning = {
  kind: "museum-or-archive",
  official: false,
  reliable: "yes",
  reason: "suffix-museum",
};
const openName: Meaning = { kind: "user-content", official: false, reliable: "no", reason: "open-tld" };

/** Suffixes that have one label, or that the Public Suffix List does not hold. */
const wholeSuffixes: Readonly<Record<string, readonly [meaning: Meaning, country?: string]>> = {
  gov: [government, "US"],
  mil: [military, "US"],
  edu: [university, "US"],
  int: [treaty],
  museum: [museum],
  news: [openName],
  "europa.eu": [treaty],
  "admin.ch": [government, "CH"],
  "bund.de": [government, "DE"],
  "mod.uk": [military, "GB"],
  "parliament.uk": [government, "GB"],
  "nhs.uk": [government, "GB"],
  "police.uk": [government, "GB"],
  "gov.scot": [government, "GB"],
  "gov.wales": [government, "GB"],
  "fed.us": [government, "US"],
  "nic.in": [government, "IN"],
  "res.in": [university, "IN"],
  "muni.il": [government, "IL"],
  "idf.il": [military, "IL"],
  "bel.tr": [government, "TR"],
  "pol.tr": [government, "TR"],
  "tsk.tr": [military, "TR"],
  "mp.br": [government, "BR"],
  "def.br": [government, "BR"],
  "cri.nz": [university, "NZ"],
};

/** First labels of a country's second-level suffixes, such as gov.cn or ac.uk. */
const secondLevel: Readonly<Record<string, Meaning>> = {
  gov: government,
  gob: government,
  gouv: government,
  gub: government,
  govt: government,
  gv: government,
  gc: government,
  leg: government,
  jus: government,
  lg: government,
  mil: military,
  edu: university,
  ac: university,
};

/** Countries whose `go` is the government's; elsewhere it is a town, as in Italy, or anybody. */
const goCountries = new Set(["jp", "kr", "th", "id", "ke", "tz", "ug", "cr", "tj"]);
/** `ac` is a county in Sweden and anybody's in some islands; these give it to places of learning only. */
const acCountries = new Set(
  "ae at be bw ci cn cr cy fj gn id il im in ir jp ke kr lk ls ma mu mw mz ni nz pa pg pr rs rw sz th tz ug uk vn za zm zw".split(
    " ",
  ),
);
const prefectures =
  "aichi|akita|aomori|chiba|ehime|fukui|fukuoka|fukushima|gifu|gunma|hiroshima|hokkaido|hyogo|ibaraki|ishikawa|iwate|kagawa|kagoshima|kanagawa|kochi|kumamoto|kyoto|mie|miyagi|miyazaki|nagano|nagasaki|nara|niigata|oita|okayama|okinawa|osaka|saga|saitama|shiga|shimane|shizuoka|tochigi|tokushima|tokyo|tottori|toyama|wakayama|yamagata|yamaguchi|yamanashi";
/** Of the geographic names of Japan these are kept for prefectures, cities, towns and villages. */
const japanesePlaces = new RegExp(`^(?:pref|metro|city|town|vill)[.](?:[a-z-]+[.])?(?:${prefectures})[.]jp$`);
const usStates = /^(?:state|ci|co|dc)\.[a-z]{2}\.us$/;

/** The rule for a host, by its suffix alone; undefined where the suffix is open to anybody. */
export function suffixRule(host: string): SuffixRule | undefined {
  const labels = host.split(".");
  for (const count of [2, 1]) {
    const suffix = labels.slice(-count).join(".");
    const [meaning, country] = (Object.hasOwn(wholeSuffixes, suffix) && wholeSuffixes[suffix]) || [];
    if (meaning !== undefined && labels.length >= count)
      return { suffix, ...meaning, ...(country === undefined ? {} : { country }) };
  }
  const { publicSuffix, isIcann } = parse(host);
  if (!isIcann || publicSuffix === null) return undefined;
  const stateSuffix = labels.slice(-3).join(".");
  if (usStates.test(stateSuffix)) return { suffix: stateSuffix, ...government, country: "US" };
  const place = labels.map((_, at) => labels.slice(at).join(".")).find((below) => japanesePlaces.test(below));
  if (place !== undefined) return { suffix: place, ...government, country: "JP" };
  return countryRule(publicSuffix);
}

function countryRule(publicSuffix: string): SuffixRule | undefined {
  const parts = publicSuffix.split(".");
  const top = parts.at(-1) ?? "";
  if (parts.length < 2 || top.length !== 2) return undefined;
  // `ac.gov.br` is the government of Acre: what is nearest to the country decides.
  for (const label of parts.slice(0, -1).toReversed()) {
    const isMeant = (label !== "ac" || acCountries.has(top)) && (label !== "go" || goCountries.has(top));
    const meaning =
      label === "go" ? government : Object.hasOwn(secondLevel, label) ? secondLevel[label] : undefined;
    if (meaning !== undefined && isMeant)
      return { suffix: publicSuffix, ...meaning, country: top === "uk" ? "GB" : top.toUpperCase() };
  }
  return undefined;
}
