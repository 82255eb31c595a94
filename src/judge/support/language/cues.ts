import { wordTerm } from "../../../retrieval/analysis/word.ts";

/** Kinds of words that turn, weaken or widen what a sentence says. */
export const cueKinds = [
  "negation",
  "hedge",
  "all",
  "some",
  "only",
  "more",
  "less",
  "cause",
  "time",
] as const;
export type CueKind = (typeof cueKinds)[number];

const english: Readonly<Record<CueKind, string>> = {
  negation:
    "not no never none neither nor without cannot nothing nobody nowhere n't lack lacks lacked lacking fail fails failed " +
    "failure absent absence unable refuse refused deny denied unlikely little hardly barely rarely seldom except unrelated " +
    "false incorrect wrong myth untrue insufficient impossible",
  hedge:
    "may might could can possibly perhaps probably likely potential potentially suggest suggests suggested appear appears " +
    "seem seems seemed alleged allegedly reportedly presumably estimate estimated approximately about around believed " +
    "propose proposed hypothesis hypothesize expected uncertain unclear",
  all: "all every always entire entirely whole completely fully totally everyone everything any each must both universal exclusively",
  some: "some several few partly partially sometimes occasionally certain many most often usually generally mainly mostly half various",
  only: "only solely alone first last unique sole single main best worst largest biggest highest lowest greatest most least",
  more:
    "increase increases increased increasing more higher greater larger rise rises rising rose grow grows grew growth growing up " +
    "enhance enhances enhanced enhancing promote promotes promoted improve improves improved improvement elevate elevated " +
    "activate activates activated activation stimulate stimulates stimulated induce induces induced upregulate upregulated " +
    "accelerate accelerated amplify strengthen gain gained expand expanded boost raise raised raises warm warming warmer " +
    "exceed exceeds exceeded faster longer positive positively benefit beneficial effective efficient high",
  less:
    "decrease decreases decreased decreasing less lower fewer smaller fall falls fell falling decline declines declined " +
    "declining reduce reduces reduced reducing reduction drop dropped shrink shrinking diminish diminished impair impairs " +
    "impaired inhibit inhibits inhibited inhibition suppress suppresses suppressed block blocks blocked downregulate " +
    "downregulated attenuate attenuated prevent prevents prevented weaken lose lost loss slow slower slowed limit limited cool " +
    "cooling cooler shorter negative negatively harm harmful ineffective low deficiency deficient abolish abolished protect",
  cause:
    "cause causes caused causing because due lead leads led result results resulted drive drives driven driving affect " +
    "affects affected effect influence influences influenced trigger responsible contribute contributes contributed depend " +
    "depends dependent require requires required associate associated association correlate correlated link linked",
  time: "before after until since during former formerly later earlier previously current currently now still already yet again eventually",
};

const chinese: Readonly<Record<CueKind, string>> = {
  negation: "不 没 没有 未 无 非 否 别 莫 勿 并非 从未 绝不 缺乏 缺少 失败 拒绝 禁止 除外 难以 无法",
  hedge:
    "可能 也许 或许 大概 大约 估计 似乎 好像 据说 据称 应该 恐怕 不一定 预计 左右 看来 希望 打算 计划 想",
  all: "所有 全部 一切 全 都 每 任何 总是 始终 完全 必须 一定 各 均 从来 整个 彻底 绝对",
  some: "一些 有些 有的 部分 某些 某 几 多数 少数 有时 往往 通常 一般 主要 许多 很多 不少",
  only: "只 仅 唯一 最 首 第一 单独 才 就是 只有 只能 独",
  more: "增 升 涨 提高 上升 增加 增长 扩大 加强 加快 促进 改善 多 高 大 快 强 好 超过 更 越 长 优 胜 进 推动",
  less: "减 降 跌 下降 减少 缩小 削弱 放慢 抑制 少 低 小 慢 弱 差 坏 短 劣 败 退 亏 损 落后 不足",
  cause: "导致 造成 引起 因此 使 令 由于 影响 取决 需要 要求 有关 依靠 依赖",
  time: "以前 之前 以后 之后 曾 已 已经 正在 将 仍 目前 现在 过去 今后 后来 先 再 还 刚 即将 当时",
};

const englishCues: ReadonlyMap<CueKind, ReadonlySet<string>> = new Map(
  cueKinds.map((kind) => [kind, new Set(english[kind].split(" ").map(wordTerm))]),
);
const chineseCues: ReadonlyMap<CueKind, RegExp> = new Map(
  cueKinds.map((kind) => [
    kind,
    new RegExp(
      chinese[kind]
        .split(" ")
        .toSorted((a, b) => b.length - a.length)
        .join("|"),
      "gu",
    ),
  ]),
);

/** How often each kind of cue occurs in a text with these words, in the order of `cueKinds`. */
export function countCues(text: string, keys: readonly string[]): readonly number[] {
  const isChinese = /\p{Script=Han}/u.test(text);
  return cueKinds.map((kind) => {
    const known = englishCues.get(kind);
    const contracted = kind === "negation" ? (text.match(/n['’]t\b/g)?.length ?? 0) : 0;
    const latin = keys.reduce((count, key) => count + (known?.has(key) === true ? 1 : 0), contracted);
    const pattern = chineseCues.get(kind);
    return latin + (isChinese && pattern !== undefined ? (text.match(pattern)?.length ?? 0) : 0);
  });
}
