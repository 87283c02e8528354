// Every form of the page: what a browser would post and reload for, goes without a reload.

import { fragment, Lost, post } from "./api.js";
import { row, rows } from "./statements.js";
import { selected } from "./text.js";

// The second click of a double click would meet the button of the next statement.
const DOUBLE_CLICK = 400;
const fields = (form) => Object.fromEntries(new FormData(form));

export function forms(room) {
  const sheet = document.getElementById("ask");

  /** Send a form; while it is on its way, and where it fails, what was typed stays. */
  async function send(form, url, body) {
    if (form.dataset.sending) return null;  // a double click
    form.dataset.sending = "1";
    const told = form.querySelector(".problem") || form.parentElement.querySelector(".problem")
      || form.closest(".card, dialog")?.querySelector(".problem");
    try {
      const answer = await post(url, body);
      if (told) told.hidden = true;
      return answer;
    } catch (error) {
      if (error.data?.panel) {
        room.panel.forget(room.active);
        room.panel.put(room.active, error.data.panel);
        document.querySelector(".conflict :is(textarea, select, button)")?.focus();
      } else if (told) {
        told.hidden = false;
        told.textContent = error instanceof Lost ? `Not saved: ${error.message} Send it again.` : error.message;
      }
      room.say(error.message);
      return null;
    } finally {
      delete form.dataset.sending;
    }
  }

  async function plain(form) {
    const answer = await send(form, form.action, fields(form));
    if (!answer) return;
    const { key } = answer.statements[0];
    room.panel.close();
    for (const conflict of document.querySelectorAll(".conflict")) conflict.remove();
    room.settled(answer);
    if (key === room.active) room.panel.show(key, row(key).dataset.version, true);
    document.getElementById(key)?.focus({ preventScroll: true });
  }

  async function fresh(form) {
    const words = room.chosen || selected();
    if (!words) return room.say("Select the words first.");
    const { start, exact } = words;
    const answer = await send(form, form.dataset.new, { ...fields(form), start, exact });
    if (!answer) return;
    room.closeNew();
    form.reset();
    await room.renew(answer.statements[0].key);
    room.say(answer.said);
    document.getElementById(answer.statements[0].key)?.focus({ preventScroll: true });
  }

  async function ask(form) {
    const query = new URLSearchParams(new FormData(form));
    try {
      sheet.innerHTML = await fragment(`${form.action}?${query}`);
    } catch (error) {
      return room.say(error.message);
    }
    form.closest("details").open = false;
    sheet.showModal();
    sheet.querySelector("input[name=reason]")?.focus();
  }

  async function many(form) {
    const answer = await send(form, form.action, fields(form));
    if (!answer) return;
    sheet.close();
    room.settled(answer);
    room.showAgain();
  }

  let decidedAt = -DOUBLE_CLICK;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const { decide } = form.dataset;
    const handler = decide ? () => {
      const { version, csrfmiddlewaretoken, ...extra } = fields(form);
      if ("reason" in extra && !extra.reason.trim()) return;
      if (event.timeStamp - decidedAt < DOUBLE_CLICK) return;
      decidedAt = event.timeStamp;
      room.panel.close();
      room.decide(decide, extra, form.closest("[data-panel]").dataset.panel);
    } : "send" in form.dataset ? plain : "new" in form.dataset ? fresh
      : "ask" in form.dataset ? ask : "many" in form.dataset ? many
        : "undo" in form.dataset ? () => room.undo() : null;
    if (!handler) return;
    event.preventDefault();
    handler(form);
  });

  // The counts of the menu are of now, not of when the page was made.
  document.addEventListener("toggle", ({ target }) => {
    for (const option of target.querySelectorAll?.("[data-ask] option") || []) {
      const by = option.parentElement.name;
      const waits = rows().filter(({ dataset }) => dataset.curation === "proposed" && dataset[by] === option.value);
      option.textContent = `${option.dataset.word} (${waits.length})`;
    }
  }, true);

  // Enter submits from a choice or a text of several lines, too; Shift + Enter begins a new line.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    if (event.target.matches?.(".room :is(textarea, select)")) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  });

  // Search as you type for the other claim; the arrows choose without leaving the field.
  let newest = 0;
  document.addEventListener("input", async (event) => {
    const { others } = event.target.dataset;
    if (!others) return;
    newest += 1;
    const mine = newest;
    const choose = event.target.form.elements.other;
    try {
      const html = await fragment(`${others}?q=${encodeURIComponent(event.target.value.slice(0, 200))}`);
      if (mine === newest) choose.innerHTML = html;
    } catch (error) {
      room.say(error.message);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!event.target.dataset?.others || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    const choose = event.target.form.elements.other;
    const to = choose.selectedIndex + (event.key === "ArrowDown" ? 1 : -1);
    choose.selectedIndex = Math.max(0, Math.min(choose.length - 1, to));
  });
}
