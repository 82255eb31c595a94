import { seededRandom } from "../core/seeded-random.ts";

/** Something a town hands out, and what there is to know of it. */
export interface Permit {
  readonly town: Town;
  /** `mooring permit` or `摊位许可证` */
  readonly name: string;
  /** Last part of addresses. */
  readonly slug: string;
  /** In the currency of the town. */
  readonly fee: number;
  /** Before the last change. */
  readonly oldFee: number;
  /** Working days that an application takes. */
  readonly days: number;
  /** ISO date of the last change. */
  readonly since: string;
}

export interface Town {
  readonly name: string;
  readonly slug: string;
  readonly language: "en" | "zh";
  readonly office: string;
}

/** What can be asked of the fake web, with the answer that its official pages give. */
export interface FakeQuestion {
  readonly question: string;
  readonly language: "en" | "zh";
  /** As it is written on the pages: `84 euros`, `9 working days`. */
  readonly answer: string;
  /** Official pages that say so. */
  readonly told: readonly string[];
  /** What other sites say instead, as they write it. */
  readonly wrong: { readonly farm: string; readonly outdated: string };
}

const englishTowns = [
  "Eastmere",
  "Harlow Bay",
  "Kestrel Ford",
  "Ottershaw",
  "Pennick",
  "Quillby",
  "Redwick",
  "Saltern",
  "Thornley",
  "Upper Vale",
  "Wexcombe",
  "Yarrow Hill",
  "Ashgrove",
  "Brindle",
  "Corran",
  "Dunmore",
];
const chineseTowns: readonly (readonly [string, string])[] = [
  ["临溪市", "linxi"],
  ["松岭市", "songling"],
  ["云浦市", "yunpu"],
  ["白鹭市", "bailu"],
  ["青禾市", "qinghe"],
  ["远山市", "yuanshan"],
  ["石桥市", "shiqiao"],
  ["长汀湾市", "changtingwan"],
];
const englishPermits = ["mooring permit", "street stall licence", "garden plot lease", "firewood permit"];
const chinesePermits: readonly (readonly [string, string])[] = [
  ["摊位许可证", "stall"],
  ["泊船许可证", "mooring"],
  ["公园年卡", "park-card"],
  ["菜园租约", "garden"],
];

/** The towns and permits of a seed; the same seed makes the same ones. No such town exists. */
export function makePermits(seed: number, towns: number): readonly Permit[] {
  const random = seededRandom(seed);
  const within = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
  const english = englishTowns.map((name): Town => {
    return {
      name,
      slug: name.toLowerCase().replaceAll(" ", "-"),
      language: "en",
      office: `${name} Town Hall`,
    };
  });
  const chinese = chineseTowns.map(([name, slug]): Town => {
    return { name, slug, language: "zh", office: `${name}政务服务中心` };
  });
  const all = english.flatMap((town, place) => {
    const other = place % 2 === 1 ? chinese[(place - 1) / 2] : undefined;
    return other === undefined ? [town] : [town, other];
  });
  return all.slice(0, towns).flatMap((town) => {
    const names =
      town.language === "en"
        ? englishPermits.map((name) => [name, name.replaceAll(" ", "-")] as const)
        : chinesePermits;
    return names.map(([name, slug]): Permit => {
      const oldFee = within(12, 180);
      const since = `20${within(23, 25)}-0${within(1, 9)}-${within(10, 28)}`;
      return { town, name, slug, oldFee, fee: oldFee + within(3, 60), days: within(3, 40), since };
    });
  });
}

/** The fee that content farms give. */
export function farmFee({ fee }: Permit): number {
  return fee * 2 + 7;
}

/** The time that content farms give. */
export function farmDays({ days }: Permit): number {
  return days * 3;
}

/** The time that the outdated guide gives. */
export function oldDays({ days }: Permit): number {
  return days + 2;
}

/** The fee as pages write it. */
export function feeText(fee: number, { town }: Permit): string {
  return town.language === "zh" ? `${fee}元` : `${fee} euros`;
}

/** The time as pages write it. */
export function daysText(days: number, { town }: Permit): string {
  return town.language === "zh" ? `${days}个工作日` : `${days} working days`;
}
