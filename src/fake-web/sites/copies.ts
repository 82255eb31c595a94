import type { FakePage } from "../page.ts";
import { type FakeSite, pageSite } from "../site.ts";
import { daysText, farmDays, farmFee, feeText, type Permit } from "../world.ts";
import { officialPage, permitPages } from "./official.ts";

/** The official page with a few words of its own around it. */
function nearCopy(permit: Permit): FakePage {
  const page = officialPage(permit);
  const isChinese = page.language === "zh";
  return {
    ...page,
    site: isChinese ? "生活信息网" : "Everyday Answers",
    paragraphs: [
      ...page.paragraphs.map((paragraph) =>
        isChinese ? paragraph.replace("的办理", "办理") : paragraph.replace("A ", "One "),
      ),
      isChinese ? "更多信息请继续浏览本站。" : "Keep reading our site for more.",
    ],
  };
}

/** A page that is made to be found: the words of the question over and over, and a wrong figure. */
function farmPage(permit: Permit): FakePage {
  const { town, name } = permit;
  const isChinese = town.language === "zh";
  const wrong = feeText(farmFee(permit), permit);
  return {
    language: town.language,
    site: isChinese ? "万事通" : "Best Answers 4 You",
    title: isChinese
      ? `${town.name}${name}多少钱？${town.name}${name}费用`
      : `How much is a ${name} in ${town.name}? ${name} ${town.name} cost`,
    paragraphs: isChinese
      ? [
          `${town.name}${name}多少钱？${town.name}${name}费用多少？很多人问${town.name}${name}多少钱。`,
          `${town.name}${name}的费用为${wrong}，办理需要${daysText(farmDays(permit), permit)}。`,
        ]
      : [
          `How much is a ${name} in ${town.name}? Many ask what a ${name} in ${town.name} costs. Here is what a ${name} in ${town.name} costs.`,
          `A ${name} in ${town.name} costs ${wrong} and takes ${daysText(farmDays(permit), permit)}.`,
        ],
  };
}

export interface CopyHosts {
  readonly mirror: string;
  readonly nearCopy: string;
  readonly farm: string;
}

/** Sites that live off the official one. */
export function copySites(permits: readonly Permit[], hosts: CopyHosts): readonly FakeSite[] {
  return [
    pageSite({ host: hosts.mirror, kind: "mirror", pages: permitPages(permits, officialPage) }),
    pageSite({ host: hosts.nearCopy, kind: "near-copy", pages: permitPages(permits, nearCopy) }),
    pageSite({ host: hosts.farm, kind: "farm", pages: permitPages(permits, farmPage) }),
  ];
}
