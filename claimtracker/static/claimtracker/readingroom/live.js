// What the others decide shows up here within seconds: one cheap question while the page is seen.

import { changes } from "./api.js";
import * as statements from "./statements.js";

const EVERY = 3000;
let room = null;
let stamp = "";
let asking = null;

export const live = {
  begin(owner) {
    room = owner;
    stamp = owner.root.dataset.stamp;
    setInterval(() => document.visibilityState === "visible" && live.now(), EVERY);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && live.now());
  },

  /** Ask once; questions do not pile up. */
  now() {
    asking ??= ask().finally(() => { asking = null; });
    return asking;
  },
};

async function ask() {
  let news;
  try {
    news = await changes(stamp);
  } catch (error) {
    if (error.status === 404) room.say(error.message);
    return;  // it asks again anyway
  }
  if (!news || !room.queue.isEmpty) return;  // our own decision is on its way: look after it
  stamp = news.stamp;
  const known = statements.rows();
  const there = new Set(news.statements.map(({ key }) => key));
  const gone = known.some(({ dataset }) => !there.has(dataset.key));
  const moved = news.statements.some((state) => {
    const item = statements.row(state.key);
    return !item || Number(item.dataset.start) !== state.start || Number(item.dataset.end) !== state.end;
  });
  if (gone || moved) {
    await room.renew();
    room.say("The statements of this article were changed by somebody else.");
    return;
  }
  for (const state of news.statements) {
    const { dataset } = statements.row(state.key);
    if (Number(dataset.version) >= state.version) continue;
    const curation = dataset.curation;
    statements.draw(state.key, state);
    room.panel.forget(state.key);
    if (state.by_id === Number(room.root.dataset.me)) continue;
    if (curation !== state.curation) room.say(`${state.by || "Somebody"} ${state.curation === "proposed" ? "reopened" : state.curation} a statement.`);
    if (state.key === room.active) {
      if (room.panel.isBusy) room.panel.problem(`${state.by || "Somebody"} changed this meanwhile. Your words are still here.`);
      else room.showAgain();
    }
  }
}
