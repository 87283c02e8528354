// The statements of the page: where each stands, how it is drawn, how many are decided.

import { text } from "./text.js";

const room = document.getElementById("room");
const CURATIONS = ["proposed", "accepted", "rejected"];

export const list = () => document.getElementById("list");
export const rows = () => [...(list()?.children || [])];
export const row = (key) => rows().find((each) => each.dataset.key === key);
export const marks = (key) => text.querySelectorAll(`mark[data-of="${CSS.escape(key)}"]`);
export const peg = (key) => document.getElementById(key);

/** The statements that the filter lets through, in the order of the text. */
export function inView() {
  const show = room.dataset.show;
  return rows().filter(({ dataset }) =>
    show === "all" || (show === "proposed" ? dataset.curation === "proposed"
      : dataset.kind === "recommendation"));
}

/** The statement so many steps on from another, round the ends. */
export function step(key, by) {
  const all = rows();
  const here = all.indexOf(row(key));
  const shown = new Set(inView());
  for (let n = 1; n <= all.length; n += 1) {
    const from = here < 0 && by < 0 ? 0 : here;
    const next = all[(from + by * n + all.length * 2) % all.length];
    if (shown.has(next)) return next.dataset.key;
  }
  return null;
}

/** The next proposal after a statement; the first of all at the end. */
export function nextProposed(key) {
  const all = rows();
  const here = all.indexOf(row(key));
  const show = room.dataset.show;
  const ordered = [...all.slice(here + 1), ...all.slice(0, here + 1)];
  return ordered.find(({ dataset }) => dataset.curation === "proposed" && dataset.key !== key
    && (show !== "recommendations" || dataset.kind === "recommendation"))?.dataset.key || null;
}

/** Draw a statement as it stands now; `mood` is "saving", "unsaved" or nothing. */
export function draw(key, state, mood = "") {
  const item = row(key);
  if (!item) return;
  item.dataset.curation = state.curation;
  if (state.version) item.dataset.version = state.version;
  const word = item.querySelector(".word");
  word.className = `word ${state.curation}`;
  word.textContent = mood ? `${state.curation}, ${mood === "saving" ? "saving…" : "unsaved"}` : state.curation;
  for (const mark of marks(key)) {
    mark.classList.remove(...CURATIONS, "saving", "unsaved-mark");
    mark.classList.add(state.curation);
    if (mood) mark.classList.add(mood === "saving" ? "saving" : "unsaved-mark");
  }
  const anchor = peg(key);
  if (anchor) anchor.ariaLabel = anchor.ariaLabel.replace(/, \w+$/, `, ${state.curation}`);
  count();
}

export function count() {
  const all = rows();
  const decided = all.filter(({ dataset }) => dataset.curation !== "proposed").length;
  const bar = document.getElementById("progress");
  bar.max = all.length || 1;
  bar.value = decided;
  document.getElementById("count").textContent = `${decided} of ${all.length} decided`;
}

export function light(key) {
  for (const mark of text.querySelectorAll("mark.active")) mark.classList.remove("active");
  for (const cue of text.querySelectorAll(".on")) cue.classList.remove("on");
  for (const item of rows()) item.removeAttribute("aria-current");
  if (!key) return;
  for (const mark of marks(key)) mark.classList.add("active");
  for (const cue of text.querySelectorAll(`[data-cue~="${CSS.escape(key)}"]`)) cue.classList.add("on");
  const item = row(key);
  item?.setAttribute("aria-current", "true");
  if (item) list().scrollTop = item.offsetTop;
}

/** Put in the text and list of a fresher page: somebody added a statement or moved one. */
export function replaceFrom(page) {
  const fresh = page.getElementById("text");
  if (!fresh) return;
  text.replaceChildren(...fresh.childNodes);
  const found = page.querySelector(".list");
  const old = document.querySelector(".list");
  if (found && old) old.replaceChildren(...found.childNodes);
  count();
}
