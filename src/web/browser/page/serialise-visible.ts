/**
 * Runs in a page: its document as markup without what a reader does not see, with shadow trees and frames of the same
 * origin in their places, so that it can be read like any page.
 */
export const serialiseVisible = `(() => {
  const most = 24_000_000;
  let length = 0;
  const parts = [];
  const put = (text) => { length += text.length; if (length < most) parts.push(text); };
  const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const quote = (text) => escape(text).replace(/"/g, "&quot;");
  const dropped = new Set(["script", "style", "noscript", "template", "object", "embed", "canvas"]);
  const empty = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]);
  const isHidden = (element) => {
    const style = getComputedStyle(element);
    if (style.display === "contents") return false;
    return style.display === "none" || Number(style.opacity) < 0.05 || (style.visibility !== "visible" && element.children.length === 0);
  };
  const visit = (node, depth) => {
    if (depth > 500 || length > most) return;
    if (node.nodeType === 3) {
      const parent = node.parentElement;
      if (!parent || getComputedStyle(parent).visibility === "visible") put(escape(node.data));
      return;
    }
    if (node.nodeType === 11) { for (const child of node.childNodes) visit(child, depth + 1); return; }
    if (node.nodeType !== 1) return;
    const name = node.localName;
    if (dropped.has(name) || (name !== "body" && name !== "html" && isHidden(node))) return;
    const attributes = Array.from(node.attributes).filter((one) => !/^on|^style$|^hidden$/i.test(one.name));
    const written = attributes.map((one) => " " + one.name + '="' + quote(one.value.slice(0, 4000)) + '"').join("");
    const frame = name === "iframe" ? (() => { try { return node.contentDocument?.body; } catch { return null; } })() : null;
    if (name === "iframe") { if (frame) { put("<div>"); for (const child of frame.childNodes) visit(child, depth + 1); put("</div>"); } return; }
    put("<" + name + written + ">");
    if (empty.has(name)) return;
    const children = name === "slot" && node.assignedNodes().length > 0 ? node.assignedNodes() : (node.shadowRoot ?? node).childNodes;
    for (const child of children) visit(child, depth + 1);
    put("</" + name + ">");
  };
  const base = '<base href="' + quote(document.baseURI) + '">';
  const head = document.head ? document.head.innerHTML.slice(0, 2_000_000).replace(/<noscript[^]*?<\\/noscript>/gi, "") : "";
  const language = document.documentElement.lang;
  put("<!doctype html><html" + (language ? ' lang="' + quote(language) + '"' : "") + "><head>" + head + base + "</head>");
  if (document.body) visit(document.body, 0);
  return parts.join("") + "</html>";
})()`;
