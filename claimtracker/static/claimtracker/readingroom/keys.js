// One key, one thing. No key acts while somebody types, or holds Ctrl, Alt or Meta.

import { row, rows } from "./statements.js";

const REMEMBERED = "claimtracker-keys-off";

const typing = (element) =>
  element.isContentEditable || element.matches("input:not([type=checkbox]), textarea, select");

export function keys(room) {
  const help = document.getElementById("keys");
  const on = document.getElementById("keys-on");
  const find = () => document.getElementById("find");
  on.checked = localStorage.getItem(REMEMBERED) !== "1";
  on.addEventListener("change", () => localStorage.setItem(REMEMBERED, on.checked ? "0" : "1"));
  document.getElementById("help").addEventListener("click", () => help.showModal());

  // The form of the statement in hand, not of the one before: its panel may still be on its way,
  // and what is typed until then is for the form, not a key.
  let waiting = false;
  const form = (letter, otherwise) => async () => {
    waiting = true;
    await room.panel.coming;
    waiting = false;
    if (!room.panel.open(letter)) room.say(otherwise);
  };
  const acts = {
    j: () => room.step(1),
    k: () => room.step(-1),
    a: () => room.decide("accept"),
    r: form("r", "Only what is proposed can be rejected."),
    e: form("e", "You may not edit this."),
    m: form("m", "Only claims relate to claims."),
    f: form("f", "You may not plan a follow-up here."),
    u: () => room.undo(),
    c: () => room.openNew("claim"),
    n: () => room.openNew("recommendation"),
    "/": () => find()?.focus(),
    "?": () => help.showModal(),
  };

  /** Close the innermost thing that is open, and go back to the text. */
  function escape() {
    room.closeNew();
    room.panel.close();
    for (const menu of document.querySelectorAll(".menu[open]")) menu.open = false;
    if (find()?.value) {
      find().value = "";
      search();
    }
    getSelection().removeAllRanges();
    document.getElementById(room.active)?.focus({ preventScroll: true });
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") return escape();
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    const act = acts[event.key];
    if (!act || event.repeat && !"jk".includes(event.key)) return;
    if (!on.checked && event.key !== "?") return;
    event.preventDefault();
    if (!waiting) act();
  });

  function search() {
    const words = find().value.toLocaleLowerCase().trim();
    for (const item of rows()) {
      item.classList.toggle("unfound", !item.textContent.toLocaleLowerCase().includes(words));
    }
    return rows().filter((item) => !item.classList.contains("unfound"));
  }
  document.addEventListener("input", (event) => {
    if (event.target.id === "find") room.say(`${search().length} found.`);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "find" || event.key !== "Enter") return;
    event.preventDefault();
    const found = search();
    const here = found.indexOf(row(room.active));
    const next = found[(here + 1) % found.length];
    if (next) room.activate(next.dataset.key);
  });
}
