// What a query asks of every bundle: its tokens, and which of its syllables belong together.

import { fold, foldToken, joined, SEPARATOR, single } from "./words.js";

/**
 * @typedef {import("./query.js").Query} Query
 * @typedef {import("./bundle.js").Token & {part: number, at: number, span: number, guess: boolean}} Asked
 *   a token with its place in the query: number of the part, first syllable, how many syllables; `guess` if it is
 *   only what an unfinished syllable may become
 */

const FEWEST_LETTERS = 3;
const MOST_ENDINGS = 8;
// A pair counts as a word if this part of all articles has it, or this part of those with its rarer syllable.
const OFTEN = 0.002;
const TOGETHER = 0.15;

export class Plan {
  /**
   * @param {Query} query
   * @param {string[]} known folded syllables that an unfinished one may become
   */
  constructor(query, known) {
    this.query = query;
    /** @type {Asked[]} what every bundle is asked for */
    this.tokens = [];
    /** @type {Asked[]} what an unfinished syllable that stands alone may become; asked for only where it is rare */
    this.endings = [];
    query.parts.forEach((part, number) => {
      const { syllables } = part;
      if (syllables.length === 1) this.tokens.push(asked(single(syllables[0]), number, 0, 1));
      for (let at = 0; at + 1 < syllables.length; at++) {
        this.tokens.push(asked(joined(syllables[at], syllables[at + 1]), number, at, 2));
      }
      if (!part.unfinished) return;
      if (syllables.length > 1) this.tokens.push(begun(syllables, number));
      else this.endings = endings(syllables[0], number, known);
    });
  }

  /**
   * The pairs for which it must be known how often each syllable stands alone: rare ones with a syllable that no
   * frequent pair has.
   * @param {(token: Asked) => number} count in how many articles a token was found
   * @param {number} articles how many there are in all
   */
  doubtful(count, articles) {
    const often = this.pairs().filter((pair) => isOften(count(pair), articles));
    const isHeld = (/** @type {Asked} */ pair, /** @type {number} */ at) =>
      often.some((other) => other.part === pair.part && (other.at === at || other.at === at - 1));
    return this.pairs().filter(
      (pair) =>
        count(pair) > 0 && !this.isExact(pair) && !(isHeld(pair, pair.at) && isHeld(pair, pair.at + 1)),
    );
  }

  /**
   * The syllables that belong to no word with a neighbour, as tokens of their own.
   * @param {(token: Asked) => number} count
   * @param {number} articles
   */
  loose(count, articles) {
    const tied = this.pairs().filter((pair) => {
      const pairs = count(pair);
      if (isOften(pairs, articles)) return true;
      const alone = this.singlesOf(pair)
        .map(count)
        .filter((number) => number > 0);
      return pairs > 0 && alone.length > 0 && pairs >= TOGETHER * Math.min(...alone);
    });
    return this.query.parts.flatMap((part, number) => {
      if (part.exact || part.syllables.length === 1) return [];
      return part.syllables.flatMap((syllable, at) =>
        tied.some((pair) => pair.part === number && (pair.at === at || pair.at === at - 1))
          ? []
          : [asked(single(syllable), number, at, 1)],
      );
    });
  }

  /**
   * Whether a token says nothing of an article that has not its whole part word for word: one of a quoted part, or
   * a pair each of whose syllables is found oftener by itself or with its other neighbour.
   * @param {Asked} token
   * @param {(token: Asked) => number} count
   * @param {Asked[]} loose syllables that are looked for by themselves
   */
  isNeedless(token, count, loose) {
    if (this.isExact(token)) return true;
    const isHeld = (/** @type {number} */ at) =>
      [...this.pairs(), ...loose].some(
        (other) =>
          other.part === token.part &&
          !(other.at === token.at && other.span === token.span) &&
          other.at <= at &&
          at < other.at + other.span &&
          count(other) > count(token),
      );
    return token.span === 2 && isHeld(token.at) && isHeld(token.at + 1);
  }

  /** @param {Asked} pair */
  singlesOf(pair) {
    const { syllables } = this.query.parts[pair.part];
    return [pair.at, pair.at + 1].map((at) => asked(single(syllables[at]), pair.part, at, 1));
  }

  /** Each syllable of the parts that are words, not quoted, not idle, not to be left out. */
  singles() {
    return this.query.parts.flatMap((part, number) =>
      part.exact || part.not || part.idle || part.syllables.length === 1
        ? []
        : part.syllables.map((syllable, at) => asked(single(syllable), number, at, 1)),
    );
  }

  pairs() {
    return this.tokens.filter((token) => token.span === 2 && !token.guess);
  }

  /**
   * Whether the unfinished syllable is the token, or its end.
   * @param {Asked} token
   */
  isLast(token) {
    const { syllables, unfinished } = this.query.parts[token.part];
    return unfinished && token.at + token.span === syllables.length;
  }

  /** @param {Asked} token */
  isExact(token) {
    return this.query.parts[token.part].exact;
  }
}

/**
 * @param {number} count
 * @param {number} articles
 */
function isOften(count, articles) {
  return count >= Math.max(2, articles * OFTEN);
}

/**
 * @param {string} form
 * @param {number} part
 * @param {number} at
 * @param {number} span
 * @param {boolean} prefix
 * @returns {Asked}
 */
function asked(form, part, at, span, prefix = false) {
  return { form, folded: foldToken(form), prefix, part, at, span, guess: prefix };
}

/**
 * The pairs that the last two syllables may become.
 * @param {string[]} syllables
 * @param {number} part
 * @returns {Asked}
 */
function begun(syllables, part) {
  const at = syllables.length - 2;
  return asked(syllables[at] + SEPARATOR + syllables[at + 1], part, at, 2, true);
}

/**
 * What an unfinished syllable may become.
 * @param {string} syllable
 * @param {number} part
 * @param {string[]} known
 * @returns {Asked[]}
 */
function endings(syllable, part, known) {
  const start = fold(syllable);
  if (start.length < FEWEST_LETTERS) return [];
  return known
    .filter((other) => other.length > start.length && other.startsWith(start))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .slice(0, MOST_ENDINGS)
    .map((other) => ({ ...asked(single(other), part, 0, 1), guess: true }));
}
