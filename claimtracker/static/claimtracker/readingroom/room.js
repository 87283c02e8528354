// The reading room: one statement in hand, one key a decision, nothing reloads, nothing is lost.

import { address, page, post } from "./api.js";
import { forms } from "./forms.js";
import { keys } from "./keys.js";
import { live } from "./live.js";
import { Panel } from "./panel.js";
import { Queue } from "./queue.js";
import { selection } from "./selection.js";
import * as statements from "./statements.js";
import { bringIntoSight, text } from "./text.js";

const root = document.getElementById("room");
const RESULT = { accept: "accepted", reject: "rejected", reopen: "proposed" };

class Room {
  constructor() {
    this.root = root;
    this.mayCurate = Boolean(root.dataset.mayCurate);
    this.active = "";
    this.panel = new Panel();
    this.queue = new Queue((jobs, trouble) => this.tellUnsaved(jobs, trouble));
  }

  say(words) {
    document.getElementById("saying").textContent = words;
  }

  /** Open a statement. Focus goes to its anchor in the text, so that it is never lost. */
  activate(key, { focus = true, scroll = true } = {}) {
    if (!statements.row(key)) return;
    this.active = key;
    statements.light(key);
    const peg = statements.peg(key);
    if (scroll && statements.marks(key)[0]) bringIntoSight(statements.marks(key)[0]);
    if (focus) peg?.focus({ preventScroll: true });
    history.replaceState(null, "", `${location.pathname}#${key}`);
    return this.panel.show(key, statements.row(key).dataset.version).then(() => {
      const next = statements.nextProposed(key);
      if (next) this.panel.prefetch(next, statements.row(next).dataset.version);
    });
  }

  step(by) {
    const next = statements.step(this.active, by);
    if (next) this.activate(next);
    else this.say("No statement is in view. Change the filter above.");
  }

  /** Decide on the statement in hand and go on to the next proposal. */
  decide(verb, extra = {}, key = this.active) {
    const item = statements.row(key);
    if (!item || !this.mayCurate) return this.say("There is nothing to decide here.");
    const before = { ...item.dataset };
    if (this.queue.holds(key)) return;  // a double click is one decision
    if (before.curation === RESULT[verb]) return this.say(`It is ${before.curation} already.`);
    if (verb === "accept" && before.curation === "rejected") {
      return this.say("It was rejected. Reopen it first to decide otherwise.");
    }
    statements.draw(key, { curation: RESULT[verb] || before.curation }, "saving");
    this.panel.forget(key);
    this.queue.push({
      key,
      send: () => post(`${address}${key.replace("-", "/")}/${verb}/`,
        { version: statements.row(key)?.dataset.version, ...extra }),
      done: (answer) => this.settled(answer),
      refused: (error) => this.refused(key, before, error),
    });
    const next = statements.nextProposed(key);
    if (verb === "accept" || verb === "reject") {
      if (next) this.activate(next);
      else {
        this.activate(key);
        this.say("Every statement is decided.");
      }
    }
  }

  undo() {
    if (!this.mayCurate) return;
    // Sent twice, where the answer was lost, it still undoes one step.
    const token = `${Date.now()}-${Math.random()}`;
    this.queue.push({
      key: "undo",
      send: () => post(`${address}undo/`, { token }),
      done: (answer) => {
        this.settled(answer);
        if (answer.statements[0]) this.activate(answer.statements[0].key);
      },
      refused: (error) => this.say(error.message),
    });
  }

  /** The server has it: draw what it says. */
  settled(answer) {
    this.say(answer.said);
    for (const state of answer.statements) {
      this.panel.forget(state.key);
      const item = statements.row(state.key);
      const moved = !item || Number(item.dataset.start) !== state.start || Number(item.dataset.end) !== state.end;
      if (moved) return this.renew(state.key);
      statements.draw(state.key, state);
    }
    if (this.panel.isBare || answer.statements.some((state) => state.key === this.active)) this.showAgain();
  }

  /** The server said no: put back what was, or draw what another made of it. */
  refused(key, before, error) {
    statements.draw(key, error.data.statements?.[0] || before);
    this.panel.forget(key);
    this.activate(key, { focus: false }).then(() => {
      if (error.data.panel) this.panel.put(key, error.data.panel);
      else this.panel.problem(error.message);
    });
    this.say(error.message);
    live.now();
  }

  showAgain() {
    const item = statements.row(this.active);
    if (item && !this.panel.isBusy) this.panel.show(this.active, item.dataset.version, true);
  }

  /** Somebody added a statement, or moved one: take text and list anew, nothing else reloads. */
  async renew(key = this.active) {
    const { activeElement } = document;
    const inText = text.contains(activeElement);
    statements.replaceFrom(await page(address));
    const open = statements.row(key) ? key : statements.rows()[0]?.dataset.key;
    if (open) await this.activate(open, { focus: inText || activeElement === document.body, scroll: key !== this.active });
  }

  tellUnsaved(jobs, trouble) {
    const banner = document.getElementById("unsaved");
    banner.hidden = !trouble;
    if (!trouble) return;
    const count = jobs.length === 1 ? "1 decision is" : `${jobs.length} decisions are`;
    banner.textContent = `${count} unsaved. ${trouble} Trying again…`;
    for (const { key } of jobs) {
      const item = statements.row(key);
      if (item) statements.draw(key, item.dataset, "unsaved");
    }
  }
}

function begin() {
  root.classList.add("scripted");
  const bar = root.querySelector(".bar");
  new ResizeObserver(() => root.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);
  const room = new Room();
  forms(room);
  keys(room);
  selection(room);
  live.begin(room);
  const named = location.hash.slice(1);
  const first = document.getElementById("panel").dataset.key || (statements.row(named) && named);
  const open = first || statements.rows().find((item) => item.dataset.curation === "proposed")?.dataset.key
    || statements.rows()[0]?.dataset.key;
  if (open) room.activate(open, { focus: Boolean(first), scroll: Boolean(first) });
  addEventListener("hashchange", () => room.activate(location.hash.slice(1)));
}

begin();
