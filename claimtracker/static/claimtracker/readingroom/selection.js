// The mouse in the text: a click opens a statement, a selection becomes one or moves a quote.

import { post, address } from "./api.js";
import { row } from "./statements.js";
import { codePoints, nextEdge, select, selected, text } from "./text.js";

const MOVES = {
  ArrowRight: ["end", 1], ArrowLeft: ["end", -1], ArrowDown: ["start", 1], ArrowUp: ["start", -1],
};

export function selection(room) {
  const offer = document.createElement("div");
  offer.className = "offer";
  offer.hidden = true;
  room.root.append(offer);
  let moving = null;  // the statement whose edges the keys are moving

  function button(words, key, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.append(words);
    if (key) made.append(Object.assign(document.createElement("kbd"), { textContent: key }));
    made.addEventListener("mousedown", (event) => event.preventDefault());  // keeps the selection
    made.addEventListener("click", act);
    return made;
  }
  offer.append(
    button("Claim", "c", () => room.openNew("claim")),
    button("Recommendation", "n", () => room.openNew("recommendation")),
    button("Move the open quote here", "Enter", () => moveQuote(room.active)),
  );

  function offerFor(words) {
    offer.hidden = !words || !room.mayCurate;
    if (offer.hidden) return;
    offer.style.top = `${scrollY + words.rect.bottom + 8}px`;
    const most = document.documentElement.clientWidth - offer.offsetWidth - 8;
    offer.style.left = `${Math.max(8, Math.min(words.rect.left, most))}px`;
  }

  document.addEventListener("selectionchange", () => {
    const words = selected();
    offerFor(words);
    if (!words) moving = null;
  });

  room.openNew = (kind) => {
    if (!room.mayCurate) return room.say("You may not add statements.");
    const words = selected();
    if (!words) return room.say("Select the words first: with the mouse, or with Shift and the arrows.");
    room.chosen = words;
    const place = document.getElementById("new");
    place.hidden = false;
    place.querySelector("#new-quote").textContent = words.exact;
    place.querySelector(".problem").hidden = true;
    for (const form of place.querySelectorAll("form")) form.hidden = form.id !== `new-${kind}`;
    place.scrollIntoView({ block: "nearest" });
    place.querySelector(`#new-${kind} select`).focus();
    offer.hidden = true;
  };

  room.closeNew = () => {
    room.chosen = null;
    document.getElementById("new").hidden = true;
    offer.hidden = true;
  };

  async function moveQuote(key) {
    const words = selected();
    if (!words || !key) return;
    const { start, exact } = words;
    const { version } = row(key).dataset;
    moving = null;
    getSelection().removeAllRanges();
    try {
      const answer = await post(`${address}${key.replace("-", "/")}/span/`, { start, exact, version });
      room.settled(answer);
    } catch (error) {
      room.say(error.message);
      if (error.data?.panel) room.panel.put(key, error.data.panel);
      if (error.data?.statements) await room.renew(key);
    }
  }

  function nudge(event) {
    const [edge, step] = MOVES[event.key];
    const words = selected();
    const item = row(room.active);
    if (!words && !item) return;
    let start = words ? words.start : Number(item.dataset.start);
    let end = words ? start + codePoints(words.exact) : Number(item.dataset.end);
    if (!words) moving = room.active;
    if (edge === "end") end = nextEdge(end, step, true);
    else start = nextEdge(start, step, false);
    if (start < end) select(start, end);
    room.say(moving ? "Enter keeps the new edges, Esc the old ones." : "");
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !room.mayCurate) return;
    if (event.target.closest("input, textarea, select, dialog, #panel, #new, .bar")) return;
    if (event.shiftKey && MOVES[event.key]) {
      event.preventDefault();
      nudge(event);
    } else if (event.key === "Enter" && selected()) {
      event.preventDefault();
      moveQuote(moving || room.active);
    }
  });

  text.addEventListener("click", (event) => {
    const anchor = event.target.closest(".peg");
    if (anchor) {
      event.preventDefault();
      room.activate(anchor.id).then(() => document.getElementById("panel-head")?.focus());
      return;
    }
    if (!getSelection().isCollapsed) return;
    const found = [];
    for (let mark = event.target.closest("mark"); mark; mark = mark.parentElement.closest("mark")) {
      found.push(mark.dataset.of);
    }
    if (!found.length) return;
    found.reverse();  // the inner statement first; a second click reaches the one below
    const again = found.indexOf(room.active);
    room.activate(found[(again + 1) % found.length], { scroll: false });
  });

  // Tab through the text, and what has the focus is the statement in hand.
  text.addEventListener("focusin", (event) => {
    const { id } = event.target;
    if (event.target.matches(".peg") && id !== room.active) room.activate(id, { focus: false });
  });

  document.addEventListener("click", (event) => {
    const goes = event.target.closest("#list a, [data-go]");
    const filter = event.target.closest("[data-filter]");
    if (event.target.closest("[data-close]")) {
      event.preventDefault();
      event.target.closest("dialog")?.close();
      room.closeNew();
      document.getElementById(room.active)?.focus({ preventScroll: true });
    } else if (goes) {
      event.preventDefault();
      const key = goes.dataset.go || goes.parentElement.dataset.key;
      for (const conflict of document.querySelectorAll(".conflict")) conflict.remove();
      room.activate(key).then(() => room.showAgain());
    } else if (filter) {
      event.preventDefault();
      room.root.dataset.show = filter.dataset.filter;
      for (const each of document.querySelectorAll("[data-filter]")) each.removeAttribute("aria-current");
      filter.setAttribute("aria-current", "true");
    }
  });
}
