import type { FakePage } from "../page.ts";
import { type FakeSite, pageSite, type PlacedPage } from "../site.ts";
import { daysText, feeText, type Permit } from "../world.ts";

/** The official page of a permit. */
export function officialPage(permit: Permit): FakePage {
  const { town, name, days, fee, since } = permit;
  const shared = { language: town.language, site: town.office, published: since };
  if (town.language === "zh") {
    return {
      ...shared,
      title: `${town.name}${name}办理指南`,
      paragraphs: [
        `${town.name}${name}的办理费用为${feeText(fee, permit)}，自${since}起执行。`,
        `申请材料齐全的，${town.name}${name}自受理之日起${daysText(days, permit)}内办结。`,
        `申请人应当携带身份证明到${town.office}提交申请，也可以委托他人代办，委托他人的须另附委托书。`,
      ],
      table: [
        ["项目", "内容"],
        ["办理费用", feeText(fee, permit)],
        ["办理时限", daysText(days, permit)],
      ],
    };
  }
  return {
    ...shared,
    title: `${capital(name)} of ${town.name}`,
    paragraphs: [
      `A ${name} in ${town.name} costs ${feeText(fee, permit)}. The fee has been in force since ${since}.`,
      `An application for a ${name} in ${town.name} takes ${daysText(days, permit)} once all papers have been handed in.`,
      `Bring proof of identity to the ${town.office}. Somebody else may apply for you with a letter that you have signed.`,
    ],
    table: [
      ["Item", "Value"],
      ["Fee", feeText(fee, permit)],
      ["Processing time", daysText(days, permit)],
    ],
  };
}

export function officialHost({ town }: Permit): string {
  return `www.${town.slug}-town.example`;
}

export function permitPages(
  permits: readonly Permit[],
  pageOf: (permit: Permit) => FakePage,
): readonly PlacedPage[] {
  return permits.map((permit) => ({ path: `/permits/${permit.slug}`, page: pageOf(permit) }));
}

/** The site of a town. */
export function officialSite(permits: readonly Permit[], host: string): FakeSite {
  return pageSite({ host, kind: "official", pages: permitPages(permits, officialPage) });
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
