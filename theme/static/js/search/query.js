// A typed query as what is looked for: parts of neighbouring syllables, quoted or not, the last one perhaps unfinished.

import { syllables } from "./words.js";

const LONGEST = 400;
const MOST_SYLLABLES = 24;
const QUOTED = /["“”„«»]([^"“”„«»]*)["“”„«»]/gu;
const ENDS_IN_WORD = /[\p{L}\p{N}\p{M}]$/u;

/**
 * @typedef {{syllables: string[], exact: boolean, unfinished: boolean}} Part
 * @typedef {{parts: Part[], size: number}} Query
 */

/**
 * Read a query. `typing` says that the reader may not have finished the last syllable.
 * @param {string} text
 * @param {boolean} typing
 * @returns {Query}
 */
export function parseQuery(text, typing) {
  const cut = text.slice(0, LONGEST);
  /** @type {Part[]} */
  const parts = [];
  let size = 0;
  let end = 0;
  const add = (/** @type {string} */ piece, /** @type {boolean} */ exact) => {
    const found = syllables(piece).slice(0, MOST_SYLLABLES - size);
    size += found.length;
    if (found.length) parts.push({ syllables: found, exact, unfinished: false });
  };
  for (const match of cut.matchAll(QUOTED)) {
    add(cut.slice(end, match.index), false);
    add(match[1], true);
    end = match.index + match[0].length;
  }
  const tail = cut.slice(end);
  add(tail, false);
  const last = parts.at(-1);
  if (last && typing && !last.exact && ENDS_IN_WORD.test(tail)) last.unfinished = true;
  return { parts, size };
}
