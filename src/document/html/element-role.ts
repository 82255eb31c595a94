import type { HtmlElement } from "./tree.ts";

/**
 * What markup says an element is for. `chrome` is everything a site wraps around its pages: navigation,
 * sharing, advertisements, related links, sign-up boxes.
 */
export type ElementRole =
  | "content"
  | "comments"
  | "footer"
  | "chrome"
  | "card"
  | "media"
  | "caption"
  | "byline";

const commentWords =
  /^(?:comment(?!ary|ator)\w*|disqus\w*|respond|replies|(?:leser)?kommentare?\w*|comentarios?|commentaires?|commenti|discussion|livefyre|coral|pinglun|pingback|trackback)$/;

/** Words of class names and ids, in the languages that sites are most often built in. */
const chromeWords = new RegExp(
  `^(?:${[
    "nav|navi|navbar|navigation|subnav|navlinks|menu\\w*|submenu|breadcrumb\\w*|sidebar\\w*|rail|rightrail|masthead|topbar|toolbar|sitemap|skip\\w*|toc",
    "share|shares|sharing|share(?:bar|buttons?|tools?|links?|icons?|box|this)|sharedaddy|shareaholic|socials?|social(?:media|share|sharing|links?|icons?|bar|buttons?|nav|follow|list|widget|networks?)|addthis\\w*|addtoany|follow|followus",
    "relateds?|related(?:posts?|articles?|links?|content|news|stories|items?|topics?)|recommend\\w*|recirc\\w*|suggested|popular|mostpopular|trending|mostread|galler(?:y|ies)|slideshows?|slider|morestories|morefrom|readmore|seealso|alsolike|teasers?|carousel\\w*",
    "promo\\w*|newsletter\\w*|subscri\\w+|signup\\w*|paywall|cta|feedback",
    "cookies?|cookie(?:bar|banner|consent|notice)|consent|gdpr|modal|popup|popover|overlay|tooltip|login|signin",
    "ads?|ad(?:box|slot|unit|container|wrapper)|advert\\w*|adsbygoogle|sponsor\\w*|outbrain\\w*|taboola\\w*|zergnet|promoted",
    "tags|tag(?:list|box|cloud)|keywords|paginat\\w*|pager|pagenav|ticker|navbox|sitesub|catlinks|printfooter|printonly|noprint|disclosure|trinity|playlist",
    "teilen|werbung|anzeigen?|verwandt\\w*|empfehl\\w*|seitenleiste|publicidad|relacionad\\w*|correlat\\w*|partag\\w*|compartir|compartilh\\w*|xiangguan|tuijian|guanggao|fenxiang",
  ].join("|")})$`,
);
const footerWords = /^(?:footer\w*|foot|colophon|fusszeile)$/;
const mediaWords =
  /^(?:videos?|videojs|player|photos?|image|img|figure|embed|embedded|jwplayer|widgets?|audio|podcast)$/;
const captionWords =
  /^(?:captions?|captiontext|figcaption|credits?|(?:photo|image|foto)credits?|copyright|bildunterschrift|bildnachweis)$/;
const bylineWords =
  /^(?:bylines?|authors?|author(?:bio|name|box|info|card|meta)|bio|contributors?|dateline|timestamp|pubdate|publish|published|publish(?:date|info|time)|dates?|datetime|meta|metadata|(?:post|entry|article)(?:meta|info)|updated|lastupdated|readtime|readingtime|kicker|eyebrow|autor|autoren|datum|signature)$/;
const contentName =
  /article-?_?(?:body|content|text)|(?:entry|post|story|page|main|body|news|blog|text|beitrag|artikel|noticia)[-_]*(?:content|body|text|copy|inhalt)|content[-_]*(?:body|main|article|text)|articlebody|rich-?text|zhengwen|trs_editor/i;
/** Names a content system gives to the element of one post, with the post's categories beside them. */
const postName = /\b(?:post-\d+|type-post|hentry|h-entry)\b/;
/** Names that tell about something else on the page, or utility classes, which describe looks. */
const beside = /^(?:has|with|no|without|is|js|not)[-_]|[:[\]()]/i;

const roleOfAria: Readonly<Record<string, ElementRole>> = {
  navigation: "chrome",
  banner: "chrome",
  complementary: "chrome",
  search: "chrome",
  dialog: "chrome",
  alertdialog: "chrome",
  menu: "chrome",
  menubar: "chrome",
  toolbar: "chrome",
  tooltip: "chrome",
  contentinfo: "footer",
};
const roleOfTag: Readonly<Record<string, ElementRole>> = {
  nav: "chrome",
  aside: "chrome",
  menu: "chrome",
  dialog: "chrome",
  footer: "footer",
  figcaption: "caption",
  figure: "media",
  address: "byline",
};
/** What these elements are called says nothing about them. */
const unnamed = new Set(
  "#root html body main h1 h2 h3 h4 h5 h6 blockquote pre table tr td th math".split(" "),
);

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
}

function roleOfWord(word: string): ElementRole | undefined {
  if (commentWords.test(word)) return "comments";
  if (footerWords.test(word)) return "footer";
  if (chromeWords.test(word)) return "chrome";
  if (captionWords.test(word)) return "caption";
  if (bylineWords.test(word)) return "byline";
  return mediaWords.test(word) ? "media" : undefined;
}

/** "Social" before any other word than these is a subject, as in social services. */
const afterSocial =
  /^(?:media|share|sharing|links?|icons?|bar|buttons?|nav|follow|list|widgets?|networks?|tools?|top|bottom|wrapper|container)$/;

/** Where several words match, the more telling one decides. */
const precedence: readonly ElementRole[] = ["comments", "chrome", "footer", "caption", "byline", "media"];

function roleOfNames(classes: string, id: string): ElementRole | undefined {
  // An id of many words is an anchor made from a heading.
  const names = wordsOf(id).length > 2 ? classes : `${classes} ${id}`;
  if (names.trim() === "") return undefined;
  if (postName.test(names)) return "content";
  const found = new Set<ElementRole>();
  for (const name of names.split(/\s+/)) {
    if (name === "" || name.length > 80 || beside.test(name)) continue;
    const words = wordsOf(name);
    for (const [index, word] of words.entries()) {
      if (word === "social" && !afterSocial.test(words[index + 1] ?? "bar")) continue;
      const role = roleOfWord(word);
      if (role !== undefined) found.add(role);
    }
    const role = roleOfWord(name.toLowerCase().replace(/[^a-z]/g, ""));
    if (role !== undefined) found.add(role);
  }
  const role = precedence.find((one) => found.has(one));
  return role ?? (contentName.test(names) ? "content" : undefined);
}

/** The role that tag, ARIA role, microdata and names give an element; undefined where they say nothing. */
export function elementRole(element: HtmlElement): ElementRole | undefined {
  const { tag, attributes } = element;
  const byTag = roleOfTag[tag];
  if (byTag !== undefined) return byTag;
  const aria = attributes["role"];
  const byAria = aria === undefined ? undefined : roleOfAria[aria];
  if (byAria !== undefined) return byAria;
  if (attributes["itemprop"] === "articleBody" || attributes["property"] === "articleBody") return "content";
  if (unnamed.has(tag) || tag.startsWith("mjx-")) return undefined;
  return roleOfNames(attributes["class"] ?? "", attributes["id"] ?? "");
}
