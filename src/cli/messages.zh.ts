import type { Messages } from "./messages.ts";

export const chinese: Messages = {
  activity(activity) {
    switch (activity.type) {
      case "starting":
        return "正在启动";
      case "thinking":
        return "正在决定下一步";
      case "planning":
        return "正在更新计划";
      case "searching":
        return `正在检索：${activity.queries.join(" | ")}`;
      case "reading":
        return `正在阅读：${activity.titles.join(" | ")}`;
      case "using-tool":
        return `正在使用 ${activity.toolName}`;
      case "writing":
        return "正在撰写报告";
      case "checking":
        return "正在逐条核对论断与来源";
      default:
        return activity satisfies never;
    }
  },
  counts: ({ queries, found, read, failures, turn, maxTurns }) => [
    `检索 ${queries} 次`,
    `找到 ${found} 个来源`,
    `读过 ${read} 个`,
    ...(failures > 0 ? [`失败 ${failures} 次`] : []),
    maxTurns === undefined ? `第 ${turn} 轮` : `第 ${turn}/${maxTurns} 轮`,
  ],
  plan: "计划",
  more: (hidden) => `… 还有 ${hidden} 项`,
  stopHint: "Ctrl-C：完成本轮并写出报告",
  cancelHint: "再按 Ctrl-C：立即停止",
  stopping: "正在停止：完成本轮后写出报告。再按一次 Ctrl-C 立即停止。",
  cancelled: "已停止。",
  start: ({ policy, search, collections, limits }) =>
    `策略：${policy} · 网络搜索：${search} · 来源：${collections} · 上限：${limits}`,
  webSearch(engines) {
    if (engines.length <= 6) return engines.join("、") || "关闭";
    return `${engines.slice(0, 5).join("、")}等${engines.length}个`;
  },
  searchOffForDocuments:
    "除您自己的文档外不搜索网络，因为查询中可能带有文档里的词句。如要同时搜索网络：--search auto",
  noNetwork: (why) => `连不上任何搜索引擎，只用本机已有的材料继续（${why}）。如不想尝试：--search off`,
  limits: {
    turns: (count) => `${count} 轮`,
    toolCalls: (count) => `${count} 次工具调用`,
    time: (text) => text,
    tokens: (count) => `${count} 个词元`,
    cost: (text) => text,
    none: "无",
  },
  embeddedPolicy:
    "未配置语言模型，因此使用内置策略（不含语言模型），只引用并注明所找到的原文。要使用模型：设置 OPENAI_API_KEY、ANTHROPIC_API_KEY、GEMINI_API_KEY 或 OPENROUTER_API_KEY，启动 Ollama，或用 --model 名称 --base-url 地址。",
  modelByKey: (provider, model, variable) =>
    `使用 ${provider} 的 ${model}，因为已设置 ${variable}。--model 名称 可换用其他模型，--model embedded 则不用模型。`,
  modelByServer: (model, baseUrl) =>
    `使用在 ${baseUrl} 找到的 ${model}。--model 名称 可换用其他模型，--model embedded 则不用模型。`,
  estimate: (low, high, turns) => `估计费用：若用满 ${turns} 轮，${low === high ? low : `${low} 至 ${high}`}`,
  estimateUnpriced: (tokens) => `估算：约 ${tokens} 个词元；价格未知（可用 --prices FILE 给出）`,
  estimateBasis: ({ turns, promptTokens, tokensPerTurn, outputTokensPerTurn, contextTokens }, tokens) =>
    `依据：${turns} 轮，第一轮输入 ${promptTokens} 个词元，以后每轮多 ${tokensPerTurn} 个，至多 ${contextTokens} 个，每轮输出 ${outputTokensPerTurn} 个；共输入 ${tokens.inputTokens}、输出 ${tokens.outputTokens}。较低的数额假定前缀缓存始终命中，较高的数额假定没有缓存。多数运行会提前结束。其他角色的模型不计在内。`,
  priceFrom: (published) => `价格来源：${published}。`,
  estimateNothing: "估算：不花钱；内置策略不使用语言模型。",
  shellOff: (why, fix) => `模型不能运行命令：${why}。要启用：${fix}`,
  usedAlias: (alias, canonical) => `以 ${alias} 作为 ${canonical}。`,
  preparing: (collection) => `正在准备 ${collection}（仅首次）`,
  prepared: (sources, seconds) => `随附文档已就绪：${sources} 篇，用时 ${seconds} 秒`,
  ingesting: "正在读取您的文档",
  ingested: (documents, failures) =>
    `您的文档：${documents} 篇${failures > 0 ? `，${failures} 个无法读取` : ""}`,
  readingPages: "正在读取您给出的网页",
  pagesRead: (pages, failures) =>
    `您给出的网页：已读 ${pages} 个${failures > 0 ? `，${failures} 个无法读取` : ""}`,
  foundPassages: (passages, sources) => `${sources} 个来源中的 ${passages} 个段落`,
  toolFailed: (text) => `失败：${text}`,
  planned: (done, total) => `计划：已完成 ${done}/${total}`,
  budgetWarning: (what, percent) => `${what} 的上限已用 ${percent}%`,
  compacted: (tokensBefore, tokensAfter) =>
    `对话已从约 ${tokensBefore} 个词元缩短到 ${tokensAfter} 个；所有引用仍然有效`,
  outcome: {
    verified: "报告已写出。",
    partial: "已写出部分报告：达到上限或被停止。",
    "not-found": "找到的证据不足，没有写出报告。",
    failed: "运行失败。",
    interrupted: "在写出报告之前被停止。",
    unverified: "报告已写出，但并非每条论断都得到核实。",
  },
  nearest: ({ title, publisher, url }) =>
    `找到的最接近的页面（并未回答该问题）：${title}${publisher === undefined ? "" : `（${publisher}）`} <${url}>`,
  checked: ({ claims, supported, quotes, quotesFound, numbers, numbersFound, dropped }) =>
    [
      `核对：${claims} 条论断中 ${supported} 条通过全部检查`,
      ...(quotes > 0 ? [`${quotes} 处引文中 ${quotesFound} 处见于存档原文`] : []),
      ...(numbers > 0 ? [`${numbers} 个数字中 ${numbersFound} 个见于所引段落`] : []),
      ...(dropped > 0 ? [`删去 ${dropped} 条`] : []),
    ].join(" · "),
  heard: (text) => `您：${text}`,
  mayCall: (toolName, input) => `智能体要使用 ${toolName}：\n${input}\n是否允许？[y/N] `,
  notAllowed: (toolName, answer) =>
    answer === "no" ? `您没有允许这次使用 ${toolName}` : `没有使用 ${toolName}：需要有人同意，但无人可问`,
  steered: (id) => `已留给 ${id}，它会在下一轮之前读到。`,
  steeredLater: (id) => `已留给 ${id}，继续运行时它会读到：deepwell resume ${id}`,
  cancelling: (id) => `已请求 ${id} 立即停止。要继续：deepwell resume ${id}`,
  finishing: (id) => `已请求 ${id} 完成本轮，并用现有材料写出报告。`,
  forked: (id, from, turn) => `新运行 ${id}，自 ${from} 第 ${turn} 轮之后分出。`,
  runStatus: {
    running: "运行中",
    answered: "已完成",
    partial: "已完成（部分报告）",
    "not-found": "已完成（证据不足）",
    failed: "失败",
    interrupted: "已中断",
  },
  forkedFrom: (id, turn) => `自 ${id} 第 ${turn} 轮之后分出`,
  limitsAre: (limits) => `上限：${limits}`,
  citable: (passages) => `可引用段落 ${passages} 个`,
  lastCall: (toolName, input) => `最近一次调用：${toolName} ${input}`,
  unread: (text) => `尚未读到：${text}`,
  stillRunning: (id) => `${id} 正在运行，予以保留。要结束它：deepwell cancel ${id}`,
  noRunYet: "还没有运行过。可以试试：deepwell demo",
  nothingToClean: "没有可删除的内容。",
  wouldRemove: "尚未删除任何内容。加上 --yes 才会删除以上目录。",
  elapsed: (seconds, turns, toolCalls) => `用时 ${seconds} · ${turns} 轮 · ${toolCalls} 次工具调用`,
  cost: (total, isEstimate) =>
    `费用：${isEstimate ? "约 " : ""}${total ?? "未知（没有该模型的价格；可用 --prices 文件 给出）"}`,
  pricesHeading: "每百万词元：输入、缓存输入、输出；日期，来源",
  ownPrice: "自己的价格表",
  unknownCost: "未知",
  costOfRuns: (count) => `${count} 次运行`,
  nothingPaid: "没有运行使用过语言模型。",
  unpriced: (requests) => `另有 ${requests} 次请求价格未知，未计入`,
  requests: (count) => `${count} 次请求`,
  phases: {
    research: "研究",
    summarise: "归纳较早的轮次",
    vision: "图像",
    report: "撰写报告",
    judge: "评判报告",
  },
  judged: (judge, { claims, doubted, unavailable }) =>
    [
      `由 ${judge} 评判：${claims} 条论断中 ${doubted} 条存疑`,
      ...(unavailable > 0 ? [`${unavailable} 条没有得到评判`] : []),
    ].join(" · "),
  tokens: (input, cached, output) =>
    `输入 ${input} 个词元${cached > 0 ? `（其中 ${cached} 个来自缓存）` : ""}，输出 ${output} 个词元`,
  files: "文件",
  next: "下一步",
  modelIsNamed: (model) => `模型已经指定为 ${model}；deepwell config 说明它写在哪里。`,
  foundKey: (provider, variable) => `找到 ${provider} 的密钥（${variable}）`,
  foundServer: (model, baseUrl) => `找到 ${baseUrl} 上的 ${model}`,
  modelProposed: (model, file) => `运行将使用 ${model}。要写入 ${file}：deepwell init --auto`,
  modelWritten: (model, file) => `今后的运行使用 ${model}：${file}`,
  byDefault: "默认",
  absent: "没有",
  why: "原因",
  fix: "办法",
};
