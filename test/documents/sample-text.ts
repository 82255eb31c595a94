/** English paragraphs of made-up prose; `|` marks where a word may be broken. */
export const englishParagraphs: readonly string[] = [
  "The harbour council met on the third of March to con|sider the repair of the northern break|water. " +
    "Engineers had meas|ured a set|tle|ment of forty milli|metres since the previous inspec|tion, and the inter|national " +
    "insurers asked for a state-of-the-art survey before the winter storms. No member dis|puted the find|ings.",
  "A second reading showed that the older timber piles were sound below the low water line. The wardens pro|posed " +
    "to keep them and to replace only the caps, which would cost a quarter of the earlier esti|mate. The treasurer " +
    "noted that the reserve fund held twelve thousand crowns at the close of the year.",
  "During the discus|sion the pilot of the ferry described how vessels now approach the quay from the west. " +
    "He asked that the beacon be moved before autumn, because its light is hidden by the new grain store when the " +
    "tide is high. The council agreed and set aside nine hundred crowns for the work.",
  "The meeting closed with a report on the fish market. Landings rose by seven percent while prices fell, and " +
    "the ice house could not keep up with demand in August. A commit|tee of three was named to compare the offers " +
    "of two suppliers and to bring a recommen|dation to the next session.",
];

/** Chinese paragraphs of made-up prose. */
export const chineseParagraphs: readonly string[] = [
  "港务委员会于三月三日开会，研究北防波堤的修复问题。工程师测得自上次检查以来沉降四十毫米，国际保险公司要求在冬季风暴之前完成详细勘察。与会成员对测量结果没有异议。",
  "复查表明，低水位线以下的旧木桩仍然坚固。管理员建议保留木桩，只更换桩帽，费用约为原先估算的四分之一。司库指出，年末储备基金余额为一万二千克朗。",
  "讨论期间，渡轮领航员介绍了船只目前从西侧靠近码头的情况。他要求在秋季之前移动灯标，因为涨潮时新粮仓会遮挡灯光。委员会表示同意，并为此拨款九百克朗。",
];

/** A paragraph without its break marks. */
export function plain(paragraph: string): string {
  return paragraph.replaceAll("|", "");
}
