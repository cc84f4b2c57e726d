// The words of one file of a bundle, as bulletin/search/postings.py wrote them.

import { foldToken } from "./words.js";

const FIRST_LETTER = "!".charCodeAt(0);
const USUAL_WEIGHT = 24;

/**
 * @typedef {{form: string, folded: string, articles: Uint32Array, weights: Uint8Array}} Word
 *   a token with its marks, the articles it stands in by their numbers in the bundle, and its weight in each
 */

/**
 * @param {Uint8Array} data
 * @returns {Word[]} in the order of the file: the forms of one folded word together
 */
export function decodePostings(data) {
  const size = new DataView(data.buffer, data.byteOffset).getUint32(0);
  const lines = new TextDecoder("utf-8", { fatal: true }).decode(data.subarray(4, 4 + size)).split("\n");
  lines.pop();
  let at = 4 + size;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= data.length) throw new RangeError("a file of the index ends too early");
      const byte = data[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  let before = "";
  return lines.map((line) => {
    // Counted in code points, as Python counts.
    const form = [...before].slice(0, line.charCodeAt(0) - FIRST_LETTER).join("") + line.slice(1);
    before = form;
    const count = number();
    if (count > data.length) throw new RangeError("a file of the index is damaged");
    const articles = new Uint32Array(count);
    const weights = new Uint8Array(count).fill(USUAL_WEIGHT);
    let article = 0;
    for (let place = 0; place < count; place++) {
      const step = number();
      article += step >>> 1;
      articles[place] = article;
      if (step & 1) weights[place] = data[at++];
    }
    return { form, folded: foldToken(form), articles, weights };
  });
}

/**
 * Whether a word stands in an article of its bundle.
 * @param {Word} word
 * @param {number} article
 */
export function standsIn(word, article) {
  return word.articles[lowerBound(word.articles, article)] === article;
}

/**
 * The place of the first number that is not smaller than `value`.
 * @param {Uint32Array} sorted
 * @param {number} value
 */
export function lowerBound(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
