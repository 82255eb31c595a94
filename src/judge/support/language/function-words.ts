/** English words that carry no content of their own; negation, quantity and modality are cues and not among them. */
export const englishFunctionWords: ReadonlySet<string> = new Set(
  (
    "a an the of in on at by for from to with as is are was were be been being it its this that these those and or but " +
    "he she they we you i his her hers their theirs our ours your yours him them us me my who whom whose which what " +
    "when where how why has have had having do does did doing done will would shall so if into over under about after " +
    "before between during through out up down off then there here also such than too very just own same other both " +
    "each per via while because since although though however thus therefore hence s t ll ve re d m one was upon " +
    "within among against along around across behind beyond near toward towards onto including include includes included"
  ).split(" "),
);

/** Chinese words of the same kind. */
export const chineseFunctionWords: ReadonlySet<string> = new Set(
  (
    "的 了 是 在 和 与 及 或 而 也 就 都 对 对于 于 以 为 为了 因 因为 所以 由 由于 从 到 向 往 把 被 让 给 跟 同 比 这 那 这个 那个 " +
    "这些 那些 此 该 其 其中 之 者 着 过 地 得 所 等 等等 一个 一 个 他 她 它 他们 她们 它们 我 我们 你 你们 您 自己 有 上 下 中 里 内 " +
    "外 前 后 时 时候 来 去 又 再 还 则 并 并且 且 但 但是 如 如果 若 虽然 虽 那么 这样 那样 什么 怎么 哪 哪些 谁 吗 呢 吧 啊 呀 嘛 哦 嗯 " +
    "说 会 要 能 可以 进行 通过 根据 按照 以及 关于 当 当时 位 种 次 些 点 人"
  ).split(" "),
);
