import { expect, test } from "vitest";
import { type PageEvidence, type PageState, recognisePageState } from "./recognise-page-state.ts";

const english = "The council met on Monday to discuss the new library, and agreed to open it in the spring. ";
const chinese =
  "委员会星期一开会讨论了新的图书馆，并同意在春天开放。馆长说，藏书已经整理完毕，读者可以提前办证。";

function stateOf(page: Partial<PageEvidence>): PageState {
  const url = "https://www.example.com/article";
  return recognisePageState({
    status: 200,
    headers: {},
    requestedUrl: url,
    finalUrl: url,
    html: `<title>${page.title ?? ""}</title><p>${page.text ?? ""}</p>`,
    text: "",
    ...page,
  });
}

const stubs: readonly (readonly [PageState, Partial<PageEvidence>])[] = [
  ["bot-check", { status: 403, headers: { "cf-mitigated": "challenge" }, text: english.repeat(20) }],
  ["bot-check", { title: "Just a moment...", text: "Enable JavaScript and cookies to continue" }],
  [
    "bot-check",
    {
      status: 403,
      title: "Access",
      html: '<script src="https://hcaptcha.com/1/api.js"></script>',
      text: "Denied",
    },
  ],
  ["bot-check", { text: "Our systems have detected unusual traffic from your computer network." }],
  ["bot-check", { title: "Robot Check", text: "Enter the characters you see below" }],
  ["bot-check", { title: "百度安全验证", text: "网络不给力，请稍后重试" }],
  ["bot-check", { title: "提示", text: "您的访问过于频繁，请完成安全验证后继续访问。" }],
  ["login", { status: 401 }],
  [
    "login",
    {
      title: "Sign in",
      html: '<form><input name=p type="password"></form>',
      text: "Sign in\nEmail\nPassword",
    },
  ],
  ["login", { finalUrl: "https://www.example.com/accounts/login?next=%2Farticle", text: "Welcome back" }],
  ["login", { text: "You must be logged in to view this page." }],
  ["login", { title: "用户登录", html: "<input type=password>", text: "账号 密码 登录" }],
  ["login", { text: "请先登录后查看该内容" }],
  ["parked", { text: "example.com\nThis domain is for sale. Buy this domain today for $2,000." }],
  [
    "parked",
    { html: '<script src="https://www.sedoparking.com/x.js"></script>', text: "Related searches\nCars" },
  ],
  ["parked", { text: "该域名正在出售，有意者请联系。" }],
  ["soft-404", { title: "404 Not Found", text: "Nothing here." }],
  ["soft-404", { title: "Page not found | Council", text: "Sorry, try the search." }],
  ["soft-404", { title: "Council", text: "# Oops! The page you requested could not be found\n\nTry again." }],
  ["soft-404", { title: "提示", text: "抱歉，您访问的页面不存在。" }],
  ["soft-404", { title: "微信公众平台", text: "该内容已被发布者删除" }],
  ["paywall", { status: 402, text: english.repeat(30) }],
  ["paywall", { html: '{"isAccessibleForFree":"False"}', text: english.repeat(3) }],
  ["paywall", { text: `${english.repeat(5)}\n\nSubscribe to continue reading` }],
  ["paywall", { text: `${english.repeat(5)}\n\nThis article is for subscribers only.` }],
  ["paywall", { text: `${chinese.repeat(3)}\n\n本文为付费内容，订阅后可阅读全文` }],
  [
    "needs-javascript",
    { html: "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>" },
  ],
  ["needs-javascript", { html: '<div id="app"></div><script src="/a.js"></script>' }],
  ["needs-javascript", { text: "请启用 JavaScript 后访问本网站" }],
];

test("pages that only stand for a page are told by kind", () => {
  const wrong = stubs.filter(([state, page]) => stateOf(page) !== state);
  expect(wrong.map(([state, page]) => [state, stateOf(page), page])).toEqual([]);
});

test("an article is content, whatever it is about and whatever stands around it", () => {
  const topics = [
    "Just a moment... how Cloudflare decides who is a robot",
    "404 Not Found: the story of a number",
    "Sign in or sign up? Password fatigue at work",
    "This domain is for sale: the market for names",
    "Why newspapers say subscribe to continue reading",
    "Please enable JavaScript: a history of the script tag",
    "验证码的历史：从安全验证到滑动验证",
    "域名出售背后的生意",
  ];
  const around =
    '<script src="https://hcaptcha.com/1/api.js"></script><form>Sign in <input type="password"></form>';
  for (const title of topics) {
    const text = `# ${title}\n\n${title}. ${english.repeat(12)}${chinese.repeat(4)}`;
    expect(stateOf({ title, text, html: `<title>${title}</title>${around}` }), title).toBe("content");
  }
});

test("a short page that says what it has to say is content", () => {
  const pages: readonly Partial<PageEvidence>[] = [
    { title: "Opening hours", text: "The library is open from 9 to 17 on weekdays." },
    { title: "Contact", text: "Write to us.", html: '<p>Write to us.</p><div class="g-recaptcha"></div>' },
    { title: "开放时间", text: "图书馆周一至周五九点至十七点开放。" },
    { title: "Login help", text: "To log in, use the number on your card." },
  ];
  expect(pages.map(stateOf)).toEqual(pages.map(() => "content"));
});

test("an article that declares itself paid and is there in full is content", () => {
  expect(stateOf({ html: '{"isAccessibleForFree": false}', text: english.repeat(60) })).toBe("content");
});
