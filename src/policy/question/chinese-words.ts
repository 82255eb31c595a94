/** Words with which Chinese questions ask, longest first. */
export const askingWords: readonly string[] = (
  "为什么 是什么意思 什么意思 有什么 是什么 什么时候 什么时间 什么地方 什么样的 什么样 什么 多长时间 多少时间 多少钱 多少 多久 多长 多大 " +
  "多高 多远 多重 几天 几年 几个 几次 几月 几倍 几成 几种 几岁 第几 何时 何地 何处 何种 何人 为何 如何 怎么办 怎么样 怎么 怎样 咋办 哪一年 哪年 哪一天 哪些 " +
  "哪个 哪位 哪里 哪儿 哪国 哪种 哪 谁 是否 能否 可否 能不能 可不可以 是不是 有没有 会不会 要不要 需不需要 该不该 吗 呢"
).split(" ");

/** Polite and empty openings of a request. */
export const chineseLead =
  /^(?:请问一下|请问|请教|请|麻烦|帮我|帮忙|想知道|我想知道|我想了解一下|我想了解|想了解一下|想了解|我要了解|告诉我|介绍一下|介绍下|介绍|简要介绍|简介|详细介绍|谈谈|说说|讲讲|说明一下|说明|解释一下|解释|分析一下|分析|总结一下|总结|概述|综述|梳理|研究一下|研究|调研|写一份关于|写一篇关于|写一个关于|列出|列举|查一下|查询|关于|那么|那|另外|还有|以及|并且|同时|而且)+[,，、\s]*/;

/** Characters and words that carry no subject of their own in a question. */
export const chineseEmptyWords: readonly string[] = (
  "不 没 未 别 勿 被 别人 人家 有人 我们 我 你们 你 他们 他 她 它们 它 咱们 自己 这个 那个 这些 那些 这种 那种 这 那 其 该 的 了 着 过 得 地 和 与 及 以及 或 或者 还是 并 而 " +
  "在 于 对 对于 关于 就 把 被 给 向 从 到 为 因 以 按照 根据 是 有 没有 要 需要 应该 应当 可以 能够 能 会 想 一下 一个 一种 最 很 都 也 还 " +
  "又 再 才 请 呢 吗 吧 啊 方面 情况 之间 具体 主要 相关 有关 一般 通常 目前 现在 进行 办 做 用 来 去 说 算 后 前 时 中 上 下 里 内 外 间 所 将 由 之 归 拿 满足 怎样 怎么样 区别 不同 差异 规定"
).split(" ");

/** Words that say what kind of answer is wanted. */
export const chineseKindWords: readonly string[] = (
  "费用 价格 钱 金额 数额 花费 收费 时间 期限 条件 材料 要求 资格 手续 流程 步骤 方法 办法 原因 区别 不同 差异 规定 内容 意义 作用 影响 " +
  "特点 地点 日期 数量 标准 后果 最长 最短 最高 最低 最多 最少 花 交"
).split(" ");
