// How well an article answers: how much of the query it has and how rare that is, with the typed marks or not, and where.

import { BODY, EXACT, LONG_FORM, OFTEN, TITLE, WEIGHT } from "./bundle.js";
import { keyOf } from "./gather.js";
import { standsIn } from "./postings.js";
import { fold, isSame as isSameSyllable, SEPARATOR } from "./words.js";

/**
 * @typedef {import("./gather.js").Gathered} Gathered
 * @typedef {import("./gather.js").Match} Match
 * @typedef {{bundle: number, article: number, covered: number, exact: number, score: number, has: string}} Ranked
 *   `covered` and `exact` are shares of the query; `has` is a digit a syllable of it: 0 where the article
 *   has it not, 1 where it stands apart from its neighbours, 3 with the typed marks
 */

// BM25: how soon repetition counts no more, how much the length of an article does, how often a word stands there at
// each level, how many repetitions a title is worth, and what more it counts than a word that is only repeated.
const K = 1.2;
const B = 0.2;
const LEVELS = [1.2, 3.5, 7];
const IN_TITLE = 3;
const TITLE_FACTOR = 1.5;
// A long form of which the article has the abbreviation, in its text and in its title.
const LONG_FORMS = [0.5, 2];
const SINGLE_FACTOR = 0.4;
const GUESS_FACTOR = 0.3;
// What a syllable counts that an article has by itself, although it belongs to a word of the query.
const APART = 0.6;
// What an idle word adds to a score, of what another one would; an article without it still has all of the query.
const IDLE = 0.02;
export const WHOLE = 0.999;

/** Ranks the articles of a query's bundles. */
export class Ranking {
  /**
   * @param {Gathered} gathered
   * @param {(import("./facets.js").Table | null)[]} tables by bundle, those that were read
   */
  constructor(gathered, tables) {
    this.gathered = gathered;
    this.tables = tables;
    this.usual = usualLength(tables);
    const { query } = gathered.plan;
    this.parts = query.parts;
    this.starts = partStarts(query);
    this.length = query.parts.reduce((sum, part) => sum + part.syllables.length, 0);
    this.hasMarks = query.parts.map((part) => part.syllables.map((syllable) => fold(syllable) !== syllable));
    this.weights = this.weigh();
    this.groups = groupsOf(query);
    /** @type {number[]} places of syllables that were not looked for: every article is taken to have them */
    this.passed = gathered.passed.map((token) => this.starts[token.part] + token.at);
    for (const place of this.passed) this.weights[place] = 0;
  }

  /** What each syllable of the query counts: the rarer it is, the more. */
  weigh() {
    const rarest = Math.log(1 + this.gathered.articles);
    const weights = new Float64Array(this.length).fill(rarest);
    for (const token of [...this.gathered.plan.pairs(), ...this.gathered.singles()]) {
      const count = this.gathered.count(token);
      if (!count) continue;
      const rarity = this.rarity(count);
      for (let at = token.at; at < token.at + token.span; at++) {
        const place = this.starts[token.part] + at;
        weights[place] = Math.min(weights[place], rarity);
      }
    }
    this.parts.forEach((part, number) => {
      if (part.idle) weights.fill(0, this.starts[number], this.starts[number] + part.syllables.length);
    });
    return weights;
  }

  /** @param {number} count in how many articles something is */
  rarity(count) {
    return Math.log(1 + this.gathered.articles / (1 + count));
  }

  /**
   * The articles of one bundle that have any of the words, in no order.
   * @param {number} index
   * @param {boolean[]} mask places of the query that are filters, which every article has that passes
   * @returns {Ranked[]}
   */
  bundle(index, mask = []) {
    const guesses = this.gathered.usesGuesses;
    const matches = [...this.gathered.matches[index].values()].filter(
      (match) => match.count && (guesses || !match.token.guess),
    );
    // Not in the order in which files came: sums of fractions would differ in their last digits, and so who is first.
    matches.sort((a, b) => (keyOf(a.token) < keyOf(b.token) ? -1 : 1));
    const wanted = matches.filter(({ token }) => !this.parts[token.part].not && !this.isMasked(token, mask));
    const scale = wanted.map((match) => this.worth(match));
    const isStrict = this.parts.some((part) => part.exact || part.not || part.field === "title");
    /** @type {Ranked[]} */
    const ranked = [];
    const has = new Uint8Array(this.length);
    const lengths = this.tables[index]?.lengths ?? [];
    for (let article = 0; article < this.gathered.bundles[index].entry.articles; article++) {
      let score = 0;
      has.fill(0);
      for (let number = 0; number < wanted.length; number++) {
        const code = wanted[number].codes[article];
        if (!code) continue;
        const { token } = wanted[number];
        if (this.parts[token.part].field === "title" && (code & WEIGHT) !== TITLE) continue;
        score += scale[number] * worthOf(code, lengths[article] / this.usual);
        const isSame = code & EXACT || token.form === token.folded;
        const value = token.span === 1 && !this.counts(token) ? 1 : isSame ? 3 : 2;
        for (let at = token.at; at < token.at + token.span; at++) {
          const place = this.starts[token.part] + at;
          if (has[place] < value) has[place] = value;
        }
      }
      if (!score || (isStrict && !this.isAllowed(matches, has, article))) continue;
      for (const place of this.passed) has[place] = 3;
      mask.forEach((isFilter, place) => isFilter && (has[place] = 3));
      const { covered, exact } = this.coverage(has, mask);
      if (covered) ranked.push({ bundle: index, article, covered, exact, score, has: has.join("") });
    }
    return ranked;
  }

  /**
   * @param {import("./plan.js").Asked} token
   * @param {boolean[]} mask
   */
  isMasked(token, mask) {
    const start = this.starts[token.part] + token.at;
    return mask.length > 0 && mask.slice(start, start + token.span).every(Boolean);
  }

  /**
   * What share of the query's weight an article has, and has with the typed marks.
   * @param {Uint8Array} has
   * @param {boolean[]} mask places that do not count
   */
  coverage(has, mask = []) {
    let whole = 0;
    let covered = 0;
    let exact = 0;
    for (const alternatives of this.groups) {
      let best = { share: -1, weight: 0, exact: 0 };
      for (const part of alternatives) {
        let [own, had, same] = [0, 0, 0];
        this.parts[part].syllables.forEach((_, at) => {
          const place = this.starts[part] + at;
          if (mask[place]) return;
          own += this.weights[place];
          const weight = this.weights[place] * (has[place] === 1 ? APART : 1);
          if (has[place]) had += weight;
          if (has[place] === 3 || (has[place] && !this.hasMarks[part][at])) same += weight;
        });
        const share = own ? had / own : 1;
        if (share > best.share) best = { share, weight: own, exact: own ? same / own : 1 };
      }
      whole += best.weight;
      covered += best.share * best.weight;
      exact += best.exact * best.weight;
    }
    return whole ? { covered: covered / whole, exact: exact / whole } : { covered: 1, exact: 1 };
  }

  /**
   * Whether an article has every quotation and every word of the title, and nothing that must not be there.
   * @param {Match[]} matches
   * @param {Uint8Array} has
   * @param {number} article
   */
  isAllowed(matches, has, article) {
    return this.parts.every((part, number) => {
      if (part.not) return !pairsHold(this.gathered, matches, article, number);
      const isAlone = this.groups.some((group) => group.length === 1 && group[0] === number);
      if (!isAlone) return true;
      if (part.exact && !pairsHold(this.gathered, matches, article, number)) return false;
      return part.field !== "title" || part.syllables.every((_, at) => has[this.starts[number] + at]);
    });
  }

  /**
   * A syllable by itself counts only where it belongs to no word, or is all there is.
   * @param {import("./plan.js").Asked} token
   */
  counts(token) {
    return (
      this.parts[token.part].syllables.length === 1 ||
      this.gathered.loose.some((loose) => loose.part === token.part && loose.at === token.at)
    );
  }

  /** @param {Match} match */
  worth({ token }) {
    const isPart = this.parts[token.part].syllables.length > 1;
    const factor = (token.span === 1 && isPart ? SINGLE_FACTOR : 1) * (token.guess ? GUESS_FACTOR : 1);
    if (this.parts[token.part].idle) return IDLE * factor;
    return this.rarity(this.gathered.count(token)) * factor + 0.01;
  }

  /**
   * Whether an article may have some part of the query word for word: all its pairs do.
   * @param {Ranked} ranked
   */
  mayHoldRun({ bundle, article }) {
    const matches = [...this.gathered.matches[bundle].values()];
    return this.parts.some(
      (part, number) => !part.not && !part.idle && pairsHold(this.gathered, matches, article, number),
    );
  }
}

/**
 * What BM25 gives for how often a word stands in an article.
 * @param {number} code
 * @param {number} length that of the article, as a part of what is usual
 */
function worthOf(code, length) {
  const field = code & WEIGHT;
  const level = code >> OFTEN;
  const often = field === LONG_FORM ? LONG_FORMS[level] : LEVELS[level] + (field === TITLE ? IN_TITLE : 0);
  const worth = (often * (K + 1)) / (often + K * (1 - B + B * length));
  return field === TITLE ? worth * TITLE_FACTOR : worth;
}

/** @param {(import("./facets.js").Table | null)[]} tables */
function usualLength(tables) {
  let [sum, count] = [0, 0];
  for (const table of tables) {
    for (const length of table?.lengths ?? []) sum += length;
    count += table?.lengths.length ?? 0;
  }
  return count ? sum / count : 1;
}

/**
 * How good an answer is, by all that is known without its text.
 * @param {Ranked} ranked
 */
export function valueOf({ score, covered, exact }) {
  return score * covered ** 2 * (0.25 + 0.75 * (exact / covered)) ** 2;
}

/**
 * Whether the article has every pair of a part, with the marks where some were typed.
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
      if (token.form !== token.folded && !isSameSyllable(token.form, word.form)) continue;
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

/**
 * The parts that are looked for, alternatives together.
 * @param {import("./query.js").Query} query
 * @returns {number[][]}
 */
function groupsOf(query) {
  /** @type {Map<number, number[]>} */
  const groups = new Map();
  query.parts.forEach((part, number) => {
    if (!part.not && !part.idle) groups.set(part.group, [...(groups.get(part.group) ?? []), number]);
  });
  return [...groups.values()];
}
