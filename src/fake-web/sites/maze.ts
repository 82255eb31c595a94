import { sha256 } from "../../core/hash.ts";
import { renderPage } from "../page.ts";
import { type FakeSite, html } from "../site.ts";

const doors = 8;
const words =
  "river stone lantern orchard bridge copper winter letter market harbour garden window signal thread".split(
    " ",
  );

/** A site without end: every address has a page, and every page leads to more of them. */
export function mazeSite(host: string): FakeSite {
  return {
    host,
    kind: "maze",
    listings: [
      {
        url: `http://${host}/`,
        title: "Archive of permits",
        language: "en",
        text: ["An archive of permits and fees."],
      },
    ],
    answer({ url }) {
      const hash = Buffer.from(sha256(url.pathname), "hex");
      const word = (at: number): string => words[(hash[at % hash.length] ?? 0) % words.length] ?? "";
      const links = Array.from({ length: doors }, (_, at) => {
        return {
          text: `${word(at)} ${word(at + 7)}`,
          url: `http://${host}${url.pathname.slice(0, 200)}${word(at)}-${at}/`,
        };
      });
      const paragraphs = [Array.from({ length: 90 }, (_, at) => word(at)).join(" ")];
      const page = {
        title: `${word(3)} ${word(5)}`,
        language: "en" as const,
        site: "Archive of permits",
        paragraphs,
        links,
      };
      return { headers: html, body: renderPage(page) };
    },
  };
}
