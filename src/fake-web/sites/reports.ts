import type { FakePage } from "../page.ts";
import { type FakeSite, pageSite } from "../site.ts";
import { daysText, feeText, oldDays, type Permit } from "../world.ts";
import { permitPages } from "./official.ts";

/** A newspaper's article on the change of a fee; right when it was written, and still. */
export function articlePage(permit: Permit): FakePage {
  const { town, name, fee, oldFee, since } = permit;
  const shared = { language: town.language, published: since };
  if (town.language === "zh") {
    return {
      ...shared,
      site: `${town.name}日报`,
      author: "本报记者",
      title: `${town.name}调整${name}收费标准`,
      paragraphs: [
        `记者从${town.office}获悉，${name}的收费由${feeText(oldFee, permit)}调整为${feeText(fee, permit)}，${since}起实行。`,
        `有市民表示，调整之前已经办理的${name}在有效期内继续有效，不需要补交差额。`,
      ],
    };
  }
  return {
    ...shared,
    site: `${town.name} Gazette`,
    author: "Staff reporter",
    title: `${town.name} raises the price of the ${name}`,
    paragraphs: [
      `The council of ${town.name} has raised the fee for a ${name} from ${feeText(oldFee, permit)} to ${feeText(fee, permit)}, from ${since} on.`,
      `Holders who paid before the change keep their ${name} until it expires and owe nothing more, a spokeswoman said.`,
    ],
  };
}

/** A reference work's page on a town: where it lies, what it hands out, no fees. */
function referencePage({ town, name }: Permit): FakePage {
  const isChinese = town.language === "zh";
  return {
    language: town.language,
    site: isChinese ? "虚构百科" : "Reference of Towns",
    title: isChinese ? `${town.name}的${name}` : `The ${name} in ${town.name}`,
    paragraphs: isChinese
      ? [`${town.name}位于河流下游，${town.office}负责发放${name}，具体费用以官方公布为准。`]
      : [
          `${town.name} lies on the lower river. The ${town.office} hands out the ${name}; its fee is set by the council.`,
        ],
  };
}

/** A page with the fee before the last change, which does not say that it has passed. */
function outdatedPage(permit: Permit): FakePage {
  const { town, name, oldFee } = permit;
  const isChinese = town.language === "zh";
  const published = "2019-03-01";
  return {
    language: town.language,
    published,
    site: isChinese ? "旧版办事指南" : "Old town guide",
    title: isChinese ? `${town.name}${name}费用（2019年）` : `${town.name} ${name}, guide of 2019`,
    paragraphs: isChinese
      ? [
          `${town.name}${name}的费用是${feeText(oldFee, permit)}，办理时间为${daysText(oldDays(permit), permit)}。`,
        ]
      : [
          `A ${name} in ${town.name} costs ${feeText(oldFee, permit)} and takes ${daysText(oldDays(permit), permit)}.`,
        ],
  };
}

export interface ReportHosts {
  readonly press: string;
  readonly reference: string;
  readonly outdated: string;
}

/** Sites that tell of a town's permits without being its own. */
export function reportSites(permits: readonly Permit[], hosts: ReportHosts): readonly FakeSite[] {
  return [
    pageSite({ host: hosts.press, kind: "press", pages: permitPages(permits, articlePage) }),
    pageSite({ host: hosts.reference, kind: "reference", pages: permitPages(permits, referencePage) }),
    pageSite({ host: hosts.outdated, kind: "outdated", pages: permitPages(permits, outdatedPage) }),
  ];
}
