/** What `--help` says in Chinese, by what it says in English. */
export const chineseHelp: Readonly<Record<string, string>> = {
  "Usage:": "用法：",
  "Arguments:": "参数：",
  "Options:": "选项：",
  "Commands:": "命令：",
  "print this help": "显示本帮助",
  "print the version": "显示版本号",
  "A question in, a report out, every claim traceable to a stored passage.":
    "输入一个问题，得到一份报告，每条论断都能追溯到已保存的原文段落。",
  "what to find out; - or nothing reads it from standard input": "要研究的问题；写 - 或留空则从标准输入读取",
  "files and folders of your own to search as well": "同时检索您自己的文件和文件夹",
  "search nothing but --docs": "只检索 --docs 给出的文档",
  "language of the report: en, zh (default: that of the question)": "报告的语言：en、zh（默认与问题相同）",
  "turns at most": "最多轮数",
  "tool calls at most": "最多工具调用次数",
  "time at most: 90s, 15m, 1h30m": "最长时间：90s、15m、1h30m",
  "tokens of the model at most, input and output": "模型最多用多少词元，输入与输出合计",
  "money for the model at most, in the currency of its price": "模型最多花多少钱，以其价格的货币计",
  "context window of the model (default: 128000)": "模型的上下文窗口（默认 128000）",
  "language model: provider/model, or a name; embedded for none":
    "语言模型：提供方/模型，或一个名称；embedded 表示不用模型",
  "model that condenses long runs (default: none, notes are extracted)":
    "为长时间的运行写摘要的模型（默认不用，只摘录笔记）",
  "model that judges whether passages bear the claims of a report (default: none)":
    "判断段落能否支撑报告论断的模型（默认不用）",
  "model that looks at images (default: --model)": "看图片的模型（默认同 --model）",
  "server of the model; NAME@URL gives a role one of its own":
    "模型服务器的地址；名称@地址 可为某个角色单独指定",
  "how the model calls tools: native, tags in its text, or auto (default)":
    "模型调用工具的方式：native、写在正文里的 tags，或 auto（默认）",
  "your own prices of models, before the bundled ones": "您自己的模型价格表，优先于自带的",
  "your own list of publishers and what they are worth, before the bundled one (JSON)":
    "您自己的来源权威性名单，优先于自带的（JSON）",
  "drop sentences that their sources do not support": "删去来源不支持的句子",
  "keep and mark them (default)": "保留并标出（默认）",
  "let the model run commands in a sandbox, or do not start (default: where one works)":
    "允许模型在沙箱里运行命令，沙箱不可用则不启动（默认：可用时允许）",
  "let it run none": "不允许它运行命令",
  "let the model use a browser, or do not start (default: where one works and no --docs are given)":
    "允许模型使用浏览器，浏览器不可用则不启动（默认：可用且没有 --docs 时允许）",
  "open no page in a browser, not to run its scripts either": "不在浏览器里打开任何网页，也不运行其脚本",
  "OpenAI-compatible server that writes down recordings, such as http://127.0.0.1:8000/v1":
    "把录音转成文字的 OpenAI 兼容服务器，例如 http://127.0.0.1:8000/v1",
  "its model (default: whisper-1)": "它的模型（默认 whisper-1）",
  "let these commands reach this host (ports 80 and 443 unless one is given); may be repeated (default: no network)":
    "允许这些命令访问此主机（未写端口时为 80 和 443）；可重复（默认不联网）",
  "tools of which each call needs your yes: shell, file, browser, batch_web_surfer, todo, analyze_image, file_parser, asr":
    "每次调用都要您同意的工具：shell、file、browser、batch_web_surfer、todo、analyze_image、file_parser、asr",
  "read the web (default)": "读取网页（默认）",
  "read nothing from the web": "不读取任何网页",
  "read this host although it is not public, such as 127.0.0.1:8080; may be repeated":
    "允许读取这个非公开的主机，例如 127.0.0.1:8080；可重复",
  "read the archived copy of a page that is gone (web.archive.org)":
    "网页已不存在时读取存档副本（web.archive.org）",
  "search engines of the web: names with commas between them, auto (all that are set up; default), off":
    "网络搜索引擎：名称以逗号分隔；auto 为所有已配置的（默认）；off 为不用",
  "start this MCP server and search it by its tools search and fetch; by no shell, in your home folder":
    "启动这个 MCP 服务器并用它的 search 和 fetch 工具检索；不经过 shell，在您的主目录里运行",
  "an argument of it; may be repeated": "它的一个参数；可重复",
  "an environment variable that it gets beside PATH and the like; may be repeated":
    "除 PATH 等以外传给它的环境变量；可重复",
  "search the stored sources of earlier runs in --runs-dir as well":
    "同时检索 --runs-dir 中以往运行保存的来源",
  "search none of them (default)": "不检索它们（默认）",
  "search nothing but these sites; names with commas between them": "只检索这些网站；名称以逗号分隔",
  "search none of these sites": "不检索这些网站",
  "search only what was published on or after this date: 2025, 2025-03 or 2025-03-01":
    "只检索此日期或之后发布的内容：2025、2025-03 或 2025-03-01",
  "search only what was published on or before this date": "只检索此日期或之前发布的内容",
  "folder for run directories (default: ./research)": "存放运行目录的文件夹（默认 ./research）",
  "write the report to this file (.md, .html, .json) or folder; - is stdout":
    "把报告写到这个文件（.md、.html、.json）或文件夹；- 为标准输出",
  "print what the run may cost and on what basis, and do not run": "只显示这次运行可能的花费及其依据，不运行",
  "print the outcome as one JSON object instead of the report": "以一个 JSON 对象代替报告输出结果",
  "print every event of the run as a line of JSON instead of the report":
    "以每行一个 JSON 的形式输出运行的每个事件，代替报告",
  "no progress": "不显示进度",
  "progress in detail": "显示详细进度",
  "no colours": "不用颜色",
  "never ask anything": "从不提问",
  "research a sample question in the bundled documents": "在自带文档中研究一个示例问题",
  "documents as clean Markdown with metadata and passages": "把文档转成干净的 Markdown，附元数据和段落",
  "files, folders and addresses of the web": "文件、文件夹和网址",
  "run pages that need their scripts in a browser, or do not start (default: where one works)":
    "需要运行脚本的网页用浏览器打开，浏览器不可用则不启动（默认：可用时使用）",
  "one JSON object a line": "每行一个 JSON 对象",
  "measure quality on a data set; without a suite, list the suites":
    "在数据集上测量质量；不写套件名则列出所有套件",
  "name of the suite": "套件名称",
  "the same as --model-judge, where that is not given": "未给 --model-judge 时与之相同",
  "language model that judges: provider/model, or a name (default: none, the embedded judge)":
    "担任评审的语言模型：提供方/模型，或一个名称（默认不用模型，由内置评审评判）",
  "server of the model": "模型服务器的地址",
  "independent trials of each criterion by the model (default 3)": "模型对每条标准独立评判的次数（默认 3）",
  "criteria asked about in one request (default 10)": "一次请求中询问的标准数（默认 10）",
  "requests at once (default 8)": "同时发出的请求数（默认 8）",
  "requests begun within a minute at most (default: no limit)": "每分钟最多发起的请求数（默认不限）",
  "longer reports are read in parts (default 100000)": "超过这个词元数的报告分段阅读（默认 100000）",
  "ask again for verdicts that were given before": "以前给过的评判也重新询问",
  "folder with the suite's data": "套件数据所在的文件夹",
  "print the result as JSON": "以 JSON 输出结果",
  "score at most n cases": "最多评 n 个样例",
  "suite authority: folder with scifact, usagov-pages or both, for ranked lists":
    "用于 authority 套件：含 scifact、usagov-pages 之一或两者的文件夹，用来生成排序列表",
  "seed of sampling and of the bootstrap (default 1)": "抽样和自助法的随机种子（默认 1）",
  "what is known of publishers, and why": "对发布者了解多少，以及依据",
  "addresses, hosts, domains, or names of listed publishers": "网址、主机、域名，或名单中发布者的名称",
  "the runs that were made": "列出做过的运行",
  "print the report of a run": "显示一次运行的报告",
  "id, part of it, or path of its directory (default: the last run)":
    "编号、编号的一部分或目录路径（默认为最近一次运行）",
  "id, part of it, or path of its directory": "编号、编号的一部分或目录路径",
  "print run.json instead": "改为显示 run.json",
  "how far a run is, also while it is under way": "一次运行进行到哪里，运行中也可查看",
  "print it as JSON": "以 JSON 输出",
  "what past runs took from language models": "以往的运行用掉了多少语言模型资源",
  "only runs of the last n days": "只看最近 n 天的运行",
  "the prices that runs are counted by, with their days and sources": "计费所用的价格，附日期和出处",
  "part of the model's name": "模型名称的一部分",
  "print them as JSON": "以 JSON 输出",
  "go on with a run that was interrupted or has failed": "继续一次中断或失败的运行",
  "branch a run after one of its turns and go on from there": "从一次运行的某一轮之后分支并继续",
  "what to tell the new run": "要告诉新运行的话",
  "the last turn that both have in common; 0 keeps the question alone":
    "两者共有的最后一轮；0 表示只保留问题",
  "tell a run something; it reads it before its next turn, or when it is resumed":
    "告诉一次运行一些话；它在下一轮之前或恢复时读到",
  "what to tell it": "要告诉它的话",
  "end a run that is under way; resume goes on with it": "结束正在进行的运行；之后可用 resume 继续",
  "let it finish its turn and write the report from what there is": "让它完成本轮，并用已有材料写出报告",
  "remove run directories; says what it would remove unless --yes is given":
    "删除运行目录；没有 --yes 时只说明将删除什么",
  "ids or paths (default: every run that the options choose)": "编号或路径（默认为选项选中的所有运行）",
  "only runs that began longer ago: 30d, 12h": "只选更早开始的运行：30d、12h",
  "keep the newest n": "保留最新的 n 个",
  "only runs that ended so: failed, interrupted, not-found, partial, answered":
    "只选这样结束的运行：failed、interrupted、not-found、partial、answered",
  "remove them": "确实删除",
  "check what a run needs on this machine": "检查本机是否具备运行所需的条件",
  "print the findings as JSON": "以 JSON 输出检查结果",
  "check the report of a run again, as it stands, against its stored sources":
    "按现在的样子重新核对一份报告与其保存的来源",
  "language of the summary: en, zh": "小结的语言：en、zh",
  "let a language model judge support instead of the embedded scorer":
    "由语言模型而不是内置评分器判断是否得到支持",
  "exit with 6 when a claim fails a check or cites what the run never met":
    "有论断未通过检查，或引用了运行从未见过的来源时，以 6 退出",
  "write report.verified.md, with every claim that fails marked":
    "写出 report.verified.md，标出每条未通过的论断",
  "print the findings as one JSON object": "以一个 JSON 对象输出结果",
  "judge a report by the rubrics of its task, without a language model or with one":
    "按任务的评分标准评判报告，可以不用语言模型，也可以用",
  "a report.md, a run (its directory or id), or - for standard input":
    "一个 report.md、一次运行（目录或编号），或用 - 表示标准输入",
  "language of what is printed: en, zh": "输出的语言：en、zh",
  "task with rubrics: JSON or JSONL, in any known format": "带评分标准的任务：JSON 或 JSONL，任一已知格式",
  "which task of the file": "文件中的哪个任务",
  "compare with this report or run instead, in depth, logic and coverage":
    "改为与这份报告或这次研究比较深度、逻辑和覆盖面",
  "look through the rubrics themselves instead": "改为检查评分标准本身",
  "scores below zero become zero": "低于零的分数记为零",
  "training data for a judge: labels by a strong model, supervised and reward sets":
    "评审的训练数据：由强模型打标签，生成监督集和奖励集",
  "JSONL of tasks with rubrics, each with its report": "带评分标准和报告的任务，JSONL",
  "where labels.jsonl, sft-*.jsonl and rl-*.jsonl are written":
    "写入 labels.jsonl、sft-*.jsonl 和 rl-*.jsonl 的位置",
  "trl (default), ms-swift, llama-factory": "trl（默认）、ms-swift、llama-factory",
  "verl (default), slime, trl": "verl（默认）、slime、trl",
  "print what answers earn instead: JSONL of answer and ground_truth":
    "改为显示各回答的得分：含 answer 和 ground_truth 的 JSONL",
  "every setting, its value and where it comes from": "每个设置、它的值和来源",
  "print the value of a setting": "显示一个设置的值",
  "such as limits.maxCost": "例如 limits.maxCost",
  "write a setting into the user's file": "把一个设置写入用户的文件",
  "the value, several for a list; '$NAME' for what an environment variable holds":
    "值，列表可写多个；'$NAME' 表示取环境变量的值",
  "into .deepwell/config.json of this folder instead": "改为写入本文件夹的 .deepwell/config.json",
  "the files that are read, the strongest first": "会读取的文件，优先级高的在前",
  "find keys and model servers on this machine, and name one for all runs":
    "查找本机的密钥和模型服务器，并为所有运行选定一个",
  "write what was found; without it nothing is written": "写入找到的结果；不加此项则什么都不写",
  "into .deepwell/config.json of this folder instead of the user's file":
    "写入本文件夹的 .deepwell/config.json，而不是用户的文件",
};
