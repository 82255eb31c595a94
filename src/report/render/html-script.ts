/**
 * The script of a report: opens the evidence of a citation beside it on hover, focus, click or tap. It copies what the
 * page already holds under References, so that nothing is lost without it, and never makes elements from text.
 */
export const htmlScript = `
"use strict";
(() => {
  const card = document.getElementById("card");
  if (!card) return;
  const body = card.querySelector(".card-body");
  const closeButton = card.querySelector("button");
  const openDelay = 130, closeDelay = 220;
  let current = null, pinned = false, timer = 0;

  const copyOf = (root, selector) => {
    const found = root && root.querySelector(selector);
    if (!found) return null;
    const copy = found.cloneNode(true);
    copy.removeAttribute("id");
    for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
    return copy;
  };
  const make = (name, className, parts) => {
    const element = document.createElement(name);
    element.className = className;
    element.append(...parts.filter(Boolean));
    return element;
  };

  const fill = (link) => {
    const passage = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!passage) return false;
    const source = passage.closest(".source");
    const claim = link.closest(".claim");
    const title = copyOf(source, ".source-title a") || source.querySelector(".source-title").textContent;
    const about = copyOf(source, ".source-about");
    about.className = "card-about";
    const stored = copyOf(passage, ".stored");
    const use = claim && passage.querySelector('.uses [data-claim="' + claim.id + '"] .state');
    if (use) {
      for (const mark of stored.querySelectorAll("mark")) {
        if (!mark.dataset.claims.split(" ").includes(claim.id)) mark.replaceWith(...mark.childNodes);
      }
    }
    const flag = claim && copyOf(claim, ":scope > .flag, :scope > td > .flag");
    const state = use ? use.cloneNode(true) : null;
    if (state && flag) state.append(flag);
    const inList = document.createElement("a");
    inList.href = link.hash;
    inList.textContent = card.dataset.references;
    const open = copyOf(passage, ".open a");
    body.replaceChildren(make("span", "card-title", [title]), about, copyOf(passage, ".where"), stored, ...(state ? [state] : []), make("span", "links", [open, inList]));
    const first = stored.querySelector("mark");
    card.scrollTop = 0;
    return first || stored;
  };

  const box = (element) => element.getBoundingClientRect();
  const isSheet = matchMedia("(max-width: 36rem)");

  const place = () => {
    if (!current || isSheet.matches) return;
    const at = box(current);
    const size = box(card);
    const gap = 10, edge = 16;
    const left = Math.min(Math.max(edge, at.left - 24), innerWidth - size.width - edge);
    const below = at.bottom + gap + size.height <= innerHeight - 8;
    const top = below || at.top - gap - size.height < 8 ? at.bottom + gap : at.top - gap - size.height;
    card.style.left = left + "px";
    card.style.top = Math.max(8, Math.min(top, innerHeight - size.height - 8)) + "px";
  };

  const show = (link, pin) => {
    clearTimeout(timer);
    if (current !== link) {
      hide();
      const first = fill(link);
      if (!first) return;
      current = link;
      link.closest(".cites").after(card);
      card.hidden = false;
      card.setAttribute("aria-label", link.getAttribute("aria-label"));
      link.setAttribute("aria-describedby", "card");
      link.setAttribute("aria-expanded", "true");
      place();
      const covered = box(link).bottom + 12 - box(card).top;
      if (isSheet.matches && covered > 0) scrollBy({ top: covered, behavior: "instant" });
      const offset = first.offsetTop - card.clientHeight / 2;
      if (offset > 0) card.scrollTop = offset;
    }
    pinned = pinned || pin;
  };

  const hide = () => {
    clearTimeout(timer);
    close();
  };
  const close = () => {
    if (!current) return;
    current.removeAttribute("aria-describedby");
    current.setAttribute("aria-expanded", "false");
    current = null;
    pinned = false;
    card.hidden = true;
  };

  const later = (action, delay) => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };
  const leave = () => {
    if (!pinned) later(hide, closeDelay);
  };

  for (const link of document.querySelectorAll("a.cite")) {
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") later(() => { if (!pinned) show(link, false); }, openDelay);
    });
    link.addEventListener("pointerleave", leave);
    link.addEventListener("focus", () => show(link, false));
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      if (current === link && pinned) hide();
      else show(link, true);
    });
  }
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", leave);
  closeButton.addEventListener("click", () => {
    const link = current;
    if (link) link.focus();
    hide();
  });
  document.addEventListener("focusin", (event) => {
    if (current && event.target !== current && !card.contains(event.target) && !event.target.closest("a.cite")) hide();
  });
  document.addEventListener("pointerdown", (event) => {
    if (current && !card.contains(event.target) && !event.target.closest("a.cite")) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !current) return;
    const link = current;
    const inside = card.contains(document.activeElement);
    hide();
    if (inside) { link.focus(); hide(); }
  });
  body.addEventListener("click", (event) => {
    const target = event.target.closest("a");
    if (target && target.getAttribute("href").startsWith("#")) hide();
  });
  addEventListener("scroll", () => {
    const held = pinned || isSheet.matches || document.activeElement === current || card.contains(document.activeElement);
    if (held) place();
    else close();
  }, { passive: true });
  addEventListener("resize", place);
})();
`;
