import { wordTerm } from "../../retrieval/analysis/word.ts";

const english =
  "increase/decrease increase/reduce rise/fall rise/decline grow/shrink more/less more/fewer higher/lower high/low large/small " +
  "big/small greater/smaller greater/lower long/short longer/shorter fast/slow faster/slower early/late earlier/later first/last " +
  "begin/end start/end start/finish open/close open/shut win/lose won/lost victory/defeat gain/loss profit/loss accept/reject " +
  "allow/forbid allow/prohibit permit/prohibit legal/illegal lawful/unlawful include/exclude import/export buy/sell lend/borrow " +
  "teach/learn ask/answer arrive/depart enter/leave appear/disappear true/false right/wrong correct/incorrect positive/negative " +
  "promote/inhibit promote/prevent promote/suppress activate/inhibit activate/suppress activate/repress activate/deactivate " +
  "induce/inhibit induce/suppress stimulate/inhibit enhance/inhibit enhance/impair enhance/reduce enhance/suppress " +
  "improve/worsen improve/impair upregulate/downregulate up/down upstream/downstream accelerate/slow accelerate/delay " +
  "strengthen/weaken strong/weak support/oppose support/contradict agree/disagree cause/prevent protect/damage benefit/harm " +
  "beneficial/harmful effective/ineffective sensitive/insensitive sensitive/resistant dependent/independent stable/unstable " +
  "presence/absence present/absent deficient/sufficient male/female man/woman men/women boy/girl mother/father son/daughter " +
  "brother/sister husband/wife north/south east/west northern/southern eastern/western left/right inside/outside internal/external " +
  "upper/lower above/below before/after old/new old/young former/current past/future public/private national/local " +
  "maximum/minimum most/least best/worst always/never all/none many/few majority/minority major/minor hot/cold warm/cool " +
  "warming/cooling heat/cool wet/dry light/dark day/night summer/winter alive/dead birth/death born/died success/failure " +
  "succeed/fail pass/fail easy/difficult cheap/expensive rich/poor safe/dangerous healthy/sick war/peace friend/enemy " +
  "employer/employee buyer/seller landlord/tenant plaintiff/defendant guilty/innocent married/divorced join/leave create/destroy " +
  "build/destroy expand/contract add/remove attach/detach connect/disconnect acute/chronic primary/secondary direct/indirect " +
  "active/inactive major/minor natural/artificial human/natural likely/unlikely possible/impossible known/unknown same/different " +
  "similar/different alike/different single/multiple single/married full/empty whole/part permanent/temporary";

const chinese =
  "增加/减少 增长/下降 上升/下降 提高/降低 上涨/下跌 扩大/缩小 加强/削弱 加快/放慢 促进/阻碍 改善/恶化 高/低 大/小 多/少 快/慢 长/短 " +
  "强/弱 好/坏 好/差 新/旧 老/少 早/晚 先/后 前/后 上/下 左/右 内/外 里/外 东/西 南/北 开始/结束 开/关 进/出 来/去 买/卖 借/还 " +
  "输/赢 胜/败 成功/失败 支持/反对 同意/拒绝 允许/禁止 可以/不得 合法/非法 有/没有 有/无 是/不是 会/不会 能/不能 全部/部分 所有/部分 " +
  "都/只有 总是/从不 经常/很少 必须/可以 应当/不得 男/女 父/母 儿子/女儿 丈夫/妻子 哥哥/弟弟 姐姐/妹妹 白天/晚上 夏/冬 冷/热 干/湿 " +
  "生/死 出生/去世 存在/消失 公开/秘密 公共/私人 国内/国外 国有/民营 城市/农村 中央/地方 直接/间接 主要/次要 重要/不重要 容易/困难 " +
  "简单/复杂 便宜/贵 富/穷 安全/危险 健康/生病 战争/和平 朋友/敌人 雇主/雇员 原告/被告 喜欢/讨厌 高兴/难过 满意/不满 相同/不同 一样/不同 " +
  "单身/结婚 结婚/离婚 接受/拒绝 收入/支出 进口/出口 优势/劣势 优点/缺点 积极/消极 正/负 真/假 对/错 已经/还没 已/未 超过/不足 以上/以下 " +
  "最大/最小 最高/最低 最多/最少 至少/至多 第一/最后 过去/现在 以前/现在 暂时/永久 独立/依赖 集中/分散 统一/分裂 保护/破坏 建立/取消";

function pairs(text: string, form: (word: string) => string): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  const put = (from: string, to: string): void => void map.set(from, [...(map.get(from) ?? []), to]);
  for (const pair of text.split(" ")) {
    const [one = "", other = ""] = pair.split("/").map(form);
    put(one, other);
    put(other, one);
  }
  return map;
}

/** Opposites of an English word, by its term. */
export const englishOpposites = pairs(english, wordTerm);
/** Opposites of a Chinese word. */
export const chineseOpposites = pairs(chinese, (word) => word);

const prefix = /^(?:un|in|im|ir|il|dis|non|mis)/;

/** Whether one word says the opposite of another: “higher” and “lower”, “eligible” and “ineligible”, 增加 and 减少. */
export function areOpposites(one: string, other: string): boolean {
  const terms = [one, other].map(wordTerm);
  const [first = "", second = ""] = terms;
  if (englishOpposites.get(first)?.includes(second) || chineseOpposites.get(one)?.includes(other))
    return true;
  return [
    [one, other],
    [other, one],
  ].some(
    ([long = "", short = ""]) => short.length > 3 && long.replace(prefix, "") === short && long !== short,
  );
}
