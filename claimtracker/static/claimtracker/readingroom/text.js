// The article's text on the page. The server counts code points, the browser UTF-16 units:
// this module translates. The text nodes hold the article exactly, carriage returns included.

export const text = document.getElementById("text");

export function codePoints(string) {
  let count = 0;
  for (const _ of string) count += 1;
  return count;
}

export const whole = () => text.textContent;

/** How many code points of the article stand before a place in the page. */
export function offsetOf(node, offset) {
  const range = document.createRange();
  range.selectNodeContents(text);
  range.setEnd(node, offset);
  return codePoints(range.toString());
}

/** The place in the page of a code point: a text node, and an offset into it. */
function placeOf(offset) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let before = 0;
  let node = walker.nextNode();
  for (;;) {
    const length = codePoints(node.data);
    const next = walker.nextNode();
    if (offset <= before + length || !next) {
      return [node, [...node.data].slice(0, offset - before).join("").length];
    }
    before += length;
    node = next;
  }
}

export function rangeOf(start, end) {
  const range = document.createRange();
  range.setStart(...placeOf(start));
  range.setEnd(...placeOf(end));
  return range;
}

/** What is selected in the text, without white space at its edges: start and exact words. */
export function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const all = document.createRange();
  all.selectNodeContents(text);
  if (!range.intersectsNode(text)) return null;
  if (range.compareBoundaryPoints(Range.START_TO_START, all) < 0) {
    range.setStart(all.startContainer, all.startOffset);
  }
  if (range.compareBoundaryPoints(Range.END_TO_END, all) > 0) {
    range.setEnd(all.endContainer, all.endOffset);
  }
  const words = range.toString();
  const exact = words.trim();
  if (!exact) return null;
  const lead = words.slice(0, words.length - words.trimStart().length);
  return {
    start: offsetOf(range.startContainer, range.startOffset) + codePoints(lead),
    exact,
    rect: range.getBoundingClientRect(),
  };
}

export function select(start, end) {
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(rangeOf(start, end));
}

const words = new Intl.Segmenter(undefined, { granularity: "word" });
const NEAR = 300;

/** The edge of the next (step 1) or previous (step -1) word; `atEnd` asks for ends, else starts. */
export function nextEdge(offset, step, atEnd) {
  const all = [...whole()];
  const from = Math.max(0, offset - NEAR);
  const around = all.slice(from, offset + NEAR).join("");
  const edges = [];
  for (const { segment, index, isWordLike } of words.segment(around)) {
    if (!isWordLike) continue;
    const first = from + codePoints(around.slice(0, index));
    edges.push(atEnd ? first + codePoints(segment) : first);
  }
  const found = step > 0 ? edges.find((edge) => edge > offset) : edges.findLast((edge) => edge < offset);
  return found ?? (step > 0 ? Math.min(all.length, offset + 1) : Math.max(0, offset - 1));
}

/** Scroll only when the element is not in sight between the bar above and the sheet below. */
export function bringIntoSight(element) {
  const [box] = element.getClientRects();
  if (!box) return;
  const bar = Math.max(0, document.querySelector(".bar").getBoundingClientRect().bottom);
  const side = document.getElementById("side");
  const floor = getComputedStyle(side).position === "fixed"
    ? side.getBoundingClientRect().top : innerHeight;
  if (box.top < bar + 24 || box.bottom > floor - 60) {
    const target = bar + (floor - bar) * 0.3;
    scrollBy({ top: box.top - target, behavior: "instant" });
  }
}
