import type { LawHeader } from "./law-header.ts";

const congress = "全国人民代表大会";
const committee = `${congress}常务委员会`;
const courts = ["最高人民法院", "最高人民检察院"];

/** Whoever issued a law, by the folder it stands in, its title and its header. */
export function lawPublisher(path: string, title: string, header: LawHeader): string {
  const [category = "", department] = path.split("/");
  if (category === "司法解释") return judicialPublisher(title, header);
  if (category === "行政法规") return administrativePublisher(title, header);
  if (category === "部门规章") return department ?? category;
  const last =
    header.events
      .filter((event) => event.kind !== "effect")
      .at(-1)
      ?.text.replace(/《[^》]*》/g, "") ?? "";
  return category === "宪法" || (last.includes(congress) && !last.includes(committee)) ? congress : committee;
}

function judicialPublisher(title: string, header: LawHeader): string {
  const named = courts.filter((name) => title.replace(/《[^》]*》/g, "").includes(name));
  if (named.length > 0) return named.join("、");
  const inHeader = courts.filter((name) => header.lines.some((line) => line.includes(name)));
  if (inHeader.length > 0) return inHeader.join("、");
  return title.includes("检察") ? "最高人民检察院" : "最高人民法院";
}

/** An order names who issued it (`中华人民共和国国务院令第111号发布`); some were only approved by the State Council. */
const order = /^(?:中华人民共和国)?([^，。《》]{2,60}?)令(?:第|〔|\[|（)/;

function administrativePublisher(title: string, header: LawHeader): string {
  const issuer = header.events.map((event) => order.exec(event.text)?.[1]).find((name) => name !== undefined);
  if (issuer !== undefined) {
    return issuer
      .split(/[、 ]+(?:中华人民共和国)?/)
      .filter((name) => name !== "")
      .join("、");
  }
  return title.startsWith("中国人民解放军") ? "中央军事委员会" : "国务院";
}
