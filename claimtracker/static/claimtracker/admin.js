// Unfold makes buttons of elements that no keyboard reaches: its Filters link, row expander, row
// menu, user menu. Each becomes a button here: reached by Tab, worked by Enter and Space.
"use strict";
const CLICKABLE = "a:not([href]), td, span, div";

function makeKeyable(root) {
  for (const element of root.querySelectorAll(CLICKABLE)) {
    if (!element.hasAttribute("x-on:click") || element.dataset.ctKey || element.id === "changelist-filter-close") continue;
    element.dataset.ctKey = "";
    element.tabIndex = 0;
    element.setAttribute("role", "button");
    if (!element.ariaLabel) element.ariaLabel = element.dataset.label || element.innerText.trim();
  }
}

document.addEventListener("keydown", (event) => {
  if (!["Enter", " "].includes(event.key) || !event.target.matches("[data-ct-key]")) return;
  event.preventDefault();
  event.target.click();
});
document.addEventListener("DOMContentLoaded", () => makeKeyable(document));
document.addEventListener("htmx:load", (event) => makeKeyable(event.target));
