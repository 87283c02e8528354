// The panel of the statement in hand: fetched once a version, the next one ahead of time.

import { address, fragment } from "./api.js";
import { row } from "./statements.js";

const place = document.getElementById("panel");

export class Panel {
  constructor() {
    this.known = new Map();
    this.wanted = "";
    this.coming = Promise.resolve();
  }

  url(key) {
    return `${address}${key.replace("-", "/")}/`;
  }

  /** What the person is typing is never replaced under their hands. */
  get isBusy() {
    const open = place.querySelector("details[name=act][open] form");
    return Boolean(open) || Boolean(place.querySelector(".conflict"));
  }

  show(key, version, again = false) {
    this.wanted = key;
    this.coming = this.bring(key, version, again);
    return this.coming;
  }

  async bring(key, version, again) {
    if (place.dataset.key === key && place.querySelector("[data-panel]") && !again) {
      const shown = place.querySelector("[data-panel]").dataset.version;
      if (shown === version) return;
    }
    const slow = setTimeout(() => this.wanted === key && this.wait(key), 150);
    try {
      const html = await this.fetch(key, version);
      if (this.wanted === key) this.put(key, html);
    } catch (error) {
      if (this.wanted === key) this.stand(key, error.message);
    } finally {
      clearTimeout(slow);
    }
  }

  fetch(key, version) {
    const name = `${key}@${version}`;
    if (!this.known.has(name)) {
      const coming = fragment(this.url(key));
      coming.catch(() => this.known.delete(name));
      this.known.set(name, coming);
    }
    return this.known.get(name);
  }

  prefetch(key, version) {
    this.fetch(key, version).catch(() => {});
  }

  forget(key) {
    for (const name of this.known.keys()) if (name.startsWith(`${key}@`)) this.known.delete(name);
  }

  put(key, html) {
    const held = place.contains(document.activeElement);
    place.innerHTML = html;
    place.dataset.key = key;
    place.removeAttribute("aria-busy");
    place.parentElement.scrollTop = 0;
    if (held) document.getElementById(key)?.focus({ preventScroll: true });
  }

  wait(key) {
    if (place.dataset.key !== key) place.setAttribute("aria-busy", "true");
  }

  /** No details can be had: the quote, and decisions that work all the same. */
  stand(key, why) {
    const bare = document.getElementById("bare")?.content.cloneNode(true);
    if (!bare) return;
    bare.firstElementChild.dataset.panel = key;
    bare.querySelector("blockquote").textContent = row(key)?.querySelector("span")?.textContent || "";
    bare.querySelector(".why").textContent = `The details cannot be loaded: ${why} `
      + "What you decide is kept, and sent when the server answers.";
    place.replaceChildren(bare);
    place.dataset.key = key;
    place.removeAttribute("aria-busy");
  }

  get isBare() {
    return Boolean(place.querySelector(".why"));
  }

  problem(words) {
    const told = place.querySelector(".acts > .problem");
    if (!told) return;
    told.hidden = false;
    told.textContent = words;
  }

  /** Open one of the small forms and put the cursor where it is wanted. */
  open(letter) {
    const details = place.querySelector(`details[data-key-${letter}]`);
    if (!details) return false;
    details.open = true;
    const field = details.querySelector("[data-first]")
      || details.querySelector("textarea, input:not([type=hidden]), select");
    details.scrollIntoView({ block: "nearest" });
    field?.focus();
    return true;
  }

  /** Close what is open; whether anything was. */
  close() {
    const open = place.querySelector("details[name=act][open]");
    if (open) open.open = false;
    return Boolean(open);
  }
}
