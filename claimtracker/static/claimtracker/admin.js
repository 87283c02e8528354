// Unfold makes buttons of elements that no keyboard reaches: its Filters link, row expander, menus
// of rows, pages and users. Each becomes a button here: reached by Tab, worked by Enter and Space;
// what it opens takes the focus, as some menus stand at the other end of the page.
"use strict";
const CLICKABLE = "a:not([href]), td, span, div:not(#changelist-filter-close)";
const NAMES = { openActionsId: "More actions", sidebar: "Sidebar", showPassword: "Show password", openRelatedWidgetWrapper: "Open or change it", openTheme: "Theme", openModal: "Close" };

function nameOf(element) {
  const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
  const text = element.matches("a") && own.map((node) => node.textContent.trim()).join(" ").trim();
  const does = element.getAttribute("x-on:click");
  const known = Object.keys(NAMES).find((word) => does.includes(word));
  const user = does.includes("openUserLinks") && `Menu of ${element.querySelector(".truncate").textContent.trim()}`;
  return text || user || NAMES[known] || element.closest("[data-label]")?.dataset.label || element.textContent.trim();
}

function makeKeyable(root) {
  for (const element of root.querySelectorAll(CLICKABLE)) {
    if (!element.hasAttribute("x-on:click") || element.dataset.ctKey === "") continue;
    element.dataset.ctKey = "";
    element.tabIndex = 0;
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", nameOf(element));
  }
}

function focusWhatOpened(button) {
  const places = [...document.querySelectorAll("body > nav, #changelist-filter"), button.parentElement.querySelector(":scope > nav")];
  const menu = places.find((place) => place?.checkVisibility());
  menu?.querySelector("a[href], a[tabindex], button, select, input:not([type=hidden])")?.focus();
}

document.addEventListener("keydown", (event) => {
  const button = event.target;
  if (!["Enter", " "].includes(event.key) || !button.matches?.("[data-ct-key]")) return;
  event.preventDefault();
  button.click();
  requestAnimationFrame(() => requestAnimationFrame(() => focusWhatOpened(button)));
});
document.addEventListener("DOMContentLoaded", () => makeKeyable(document));
document.addEventListener("htmx:load", (event) => makeKeyable(event.target));
