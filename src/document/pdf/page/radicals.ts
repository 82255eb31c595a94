/**
 * CJK Radicals Supplement characters and the ideographs they look like (Unicode, EquivalentUnifiedIdeograph).
 * Fonts share one glyph between the two, and PDF writers often name the radical: 人⺠ for 人民. Kangxi
 * radicals need no table: NFKC maps them.
 */
const pairs =
  "⺁厂⺃乚⺄乙⺅亻⺆冂⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫罒⺬示⺭礻⺮竹⺯糹⺰纟⺲罒⺶羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

const ideographs = new Map(
  Array.from({ length: pairs.length / 2 }, (_, at) => [pairs[2 * at], pairs[2 * at + 1]]),
);

/** Text with CJK and Kangxi radicals replaced by the ideographs they stand for. */
export function replaceRadicals(text: string): string {
  return text.replace(/[\u2e80-\u2fd5]/gu, (radical) => ideographs.get(radical) ?? radical.normalize("NFKC"));
}
