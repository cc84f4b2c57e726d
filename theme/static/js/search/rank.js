// How well an article answers: how many of the words it has, with the typed marks or not, where, and how rare they are.

import { BODY, EXACT, LONG_FORM, TITLE, WEIGHT } from "./bundle.js";
import { keyOf } from "./gather.js";
import { standsIn } from "./postings.js";
import { fold, isSame, SEPARATOR } from "./words.js";

/**
 * @typedef {import("./gather.js").Gathered} Gathered
 * @typedef {import("./gather.js").Match} Match
 * @typedef {{bundle: number, article: number, covered: number, exact: number, score: number}} Ranked
 *   `covered` and `exact` count syllables of the query
 */

/** @type {Record<number, number>} */
const FIELD = { [TITLE]: 3, [BODY]: 1 };
const LONG_FORM_FACTOR = 0.7;
const SINGLE_FACTOR = 0.4;
const GUESS_FACTOR = 0.3;

/**
 * The articles of one bundle that have any of the words, in no order.
 * @param {Gathered} gathered
 * @param {number} index
 * @returns {Ranked[]}
 */
export function rankBundle(gathered, index) {
  const { query } = gathered.plan;
  const guesses = gathered.usesGuesses;
  const matches = [...gathered.matches[index].values()].filter(
    (match) => match.count && (guesses || !match.token.guess),
  );
  if (!matches.length) return [];
  // Not in the order in which files came: sums of fractions would differ in their last digits, and so who comes first.
  matches.sort((a, b) => (keyOf(a.token) < keyOf(b.token) ? -1 : 1));
  const articles = gathered.bundles[index].entry.articles;
  const scale = matches.map((match) => worth(gathered, match));
  const starts = partStarts(query);
  const hasMarks = query.parts.map((part) => part.syllables.map((syllable) => fold(syllable) !== syllable));
  /** @type {Ranked[]} */
  const ranked = [];
  const has = new Uint8Array(query.size);
  for (let article = 0; article < articles; article++) {
    let score = 0;
    has.fill(0);
    for (let number = 0; number < matches.length; number++) {
      const code = matches[number].codes[article];
      if (!code) continue;
      const { token } = matches[number];
      score += scale[number] * (FIELD[code & WEIGHT] ?? LONG_FORM_FACTOR);
      if (token.span === 1 && !counts(gathered, token)) continue;
      const value = code & EXACT || token.form === token.folded ? 2 : 1;
      for (let at = token.at; at < token.at + token.span; at++) {
        const place = starts[token.part] + at;
        if (has[place] < value) has[place] = value;
      }
    }
    if (!score || !quotesHold(gathered, matches, article)) continue;
    let covered = 0;
    let exact = 0;
    query.parts.forEach((part, number) =>
      part.syllables.forEach((_, at) => {
        const value = has[starts[number] + at];
        if (value) covered++;
        if (value === 2 || (value && !hasMarks[number][at])) exact++;
      }),
    );
    if (covered) ranked.push({ bundle: index, article, covered, exact, score });
  }
  return ranked;
}

/**
 * The order of relevance; equals are newest first, bundles being in that order already.
 * @param {Ranked} a
 * @param {Ranked} b
 */
export function byRelevance(a, b) {
  return b.covered - a.covered || b.exact - a.exact || b.score - a.score || byDate(a, b);
}

/**
 * Newest first.
 * @param {Ranked} a
 * @param {Ranked} b
 */
export function byDate(a, b) {
  return a.bundle - b.bundle || b.article - a.article;
}

/** A syllable by itself counts only where it belongs to no word, or is all there is. */
function counts(/** @type {Gathered} */ gathered, /** @type {import("./plan.js").Asked} */ token) {
  return (
    gathered.plan.query.parts[token.part].syllables.length === 1 ||
    gathered.loose.some((loose) => loose.part === token.part && loose.at === token.at)
  );
}

/**
 * @param {Gathered} gathered
 * @param {Match} match
 */
function worth(gathered, match) {
  const { token } = match;
  const rarity = Math.log(1 + gathered.articles / (1 + gathered.count(token)));
  const isPart = gathered.plan.query.parts[token.part].syllables.length > 1;
  return rarity * (token.span === 1 && isPart ? SINGLE_FACTOR : 1) * (token.guess ? GUESS_FACTOR : 1) + 0.01;
}

/**
 * Whether the article has every pair of every quoted part, with the marks where some were typed.
 * @param {Gathered} gathered
 * @param {Match[]} matches those of the bundle that found anything
 * @param {number} article
 */
function quotesHold(gathered, matches, article) {
  return gathered.plan.query.parts.every(
    (part, number) => !part.exact || pairsHold(gathered, matches, article, number),
  );
}

/**
 * Whether some part of the query may stand in the article word for word: all its pairs do.
 * @param {Gathered} gathered
 * @param {Ranked} ranked
 */
export function mayHoldRun(gathered, { bundle, article }) {
  const matches = [...gathered.matches[bundle].values()];
  return gathered.plan.query.parts.some((_, number) => pairsHold(gathered, matches, article, number));
}

/**
 * @param {Gathered} gathered
 * @param {Match[]} matches
 * @param {number} article
 * @param {number} number that of the part
 */
function pairsHold(gathered, matches, article, number) {
  const { length } = gathered.plan.query.parts[number].syllables;
  const span = Math.min(length, 2);
  /** @type {Set<number>} */
  const held = new Set();
  for (const { token, codes } of matches) {
    if (token.part !== number || token.span !== span || token.guess) continue;
    // The long form of an abbreviation does not stand there word for word.
    if ((codes[article] & WEIGHT) <= LONG_FORM) continue;
    if (codes[article] & EXACT || token.form === token.folded) held.add(token.at);
  }
  return held.size === length - span + 1 && (span < 2 || chainHolds(matches, article, number));
}

/**
 * Whether the pairs of a part can follow each other in the article: the syllable that two of them share must have the
 * same marks in both. `co quan ly` is not in an article that has `cơ quan` and `quản lý`.
 * @param {Match[]} matches
 * @param {number} article
 * @param {number} number that of the part
 */
function chainHolds(matches, article, number) {
  const pairs = matches.filter(({ token }) => token.part === number && token.span === 2 && !token.guess);
  /** @type {Set<string> | undefined} the syllables that may come next */
  let next;
  for (const { token, words } of pairs.sort((a, b) => a.token.at - b.token.at)) {
    const ends = new Set();
    for (const word of words) {
      const [left, right] = word.form.split(SEPARATOR);
      if (next && !next.has(left)) continue;
      if (token.form !== token.folded && !isSame(token.form, word.form)) continue;
      if (standsIn(word, article)) ends.add(right);
    }
    if (!ends.size) return false;
    next = ends;
  }
  return true;
}

/** @param {import("./query.js").Query} query */
function partStarts(query) {
  let start = 0;
  return query.parts.map((part) => {
    const own = start;
    start += part.syllables.length;
    return own;
  });
}
