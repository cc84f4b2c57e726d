// Mends a query that nobody understood, by the archive's own syllables and pairs: what was probably meant by it.

import { fromTelex, fromVni } from "./typed_keys.js";
import { fold, joined, foldToken, SEPARATOR, syllablesAt } from "./words.js";

/**
 * @typedef {{syllables: string[], cost: number, typed: boolean, marks?: string}} Choice what one word, or two, may
 *   mean; `marks` are those of a slip's word as typed
 * @typedef {{words: number, choice: Choice}} Edge `words` is how many typed words it stands for
 * @typedef {{edges: Edge[], cost: number}} Path
 * @typedef {{text: string, label: string, sure: boolean, runs: boolean}} Mended
 *   `text` is searched for, `label` is the same with its marks; `sure` where a typed word is not in the archive; `runs`
 *   where all neighbours stand side by side somewhere, and as typed they do not
 * @typedef {(left: string, right: string) => Promise<{count: number, forms: [string, number][]}>} PairsOf
 *   in how many articles two folded syllables stand side by side, and with which marks
 */

// Costs are natural logarithms of how seldom people type so.
const COST = { keys: 1, glued: 2, split: 3, slip: 4, slipInWord: 7, unknown: 14 };
const LONGEST = 12;
const LONGEST_WORD = 60;
// A longer word is no syllable with a slip in it.
const LONGEST_SLIP = 14;
const MOST_SYLLABLES = 14;
const PATHS = 40;
const CHOICES = 12;
const CHECKED = 14;
const OFFERED = 3;
// A word that is no syllable: what a space too many leaves.
export const CONSONANT = /^(?:[bcdđghklmnpqrstvx]|[cgknpt]h|ng|ngh|tr|qu|gi)$/u;
const SIGNS = /[^\p{L}\p{N}]+/gu;
const LETTERS = "abcdeghiklmnopqrstuvxy";
// What lies beside each letter on a keyboard.
/** @type {Record<string, string>} */
const NEAR = {
  ...{
    a: "sqz",
    b: "vngh",
    c: "xvd",
    d: "sfec",
    e: "wrd",
    g: "fhtb",
    h: "gjyn",
    i: "uok",
    k: "jlim",
    l: "ko",
  },
  ...{
    m: "nk",
    n: "bmh",
    o: "ipl",
    p: "o",
    q: "wa",
    r: "etf",
    s: "adwx",
    t: "ryg",
    u: "yij",
    v: "cbf",
    x: "zcs",
  },
  ...{ y: "tuh", w: "qes", f: "dgr", j: "hku", z: "xa" },
};
// A syllable of so few articles is not taken for a slip's correction, or for a piece of glued words; in a small archive
// it is a share of them.
const SELDOM = 5;
const SELDOM_SHARE = 0.005;
// Syllables that stand side by side in so few articles may have met there by a slip.
const HARDLY = 2;
// Two syllables are a word if so many of the articles with the rarer one have both side by side.
const TIED = 0.05;

export class Spelling {
  /**
   * @param {[string, number[]]} counted folded syllables, and how many articles have each
   * @param {number} articles how many there are in all
   */
  constructor([text, counts], articles) {
    this.articles = articles;
    this.seldom = Math.min(SELDOM, articles * SELDOM_SHARE);
    this.counts = new Map(text.split(" ").map((syllable, at) => [syllable, counts[at]]));
  }

  /**
   * What a query may mean, the likeliest first; none where nothing better is known.
   * @param {string} text in NFC, without quotations and signs
   * @param {PairsOf} pairsOf
   * @param {{boldly: boolean}} how whether a word is doubted that stands beside a neighbour somewhere
   * @returns {Promise<Mended[]>}
   */
  async mend(text, pairsOf, { boldly }) {
    const words = text.trim().toLowerCase().split(/\s+/u).map(trimmed).filter(Boolean);
    if (!words.length || words.length > LONGEST || words.some((word) => word.length > LONGEST_WORD))
      return [];
    const beside = await this.beside(words, pairsOf);
    const unsure = this.unsure(words, beside, boldly);
    if (!unsure.some(Boolean)) return [];
    const paths = this.paths(words, unsure);
    const rated = await Promise.all(
      paths.slice(0, CHECKED).map(async (path) => ({ path, cost: await this.cost(path, pairsOf) })),
    );
    rated.sort((a, b) => a.cost - b.cost);
    const typed = rated.findIndex(({ path }) => path.edges.every(({ choice }) => choice.typed));
    const better = rated.slice(0, typed < 0 ? OFFERED : Math.min(typed, OFFERED));
    const mended = better.map(({ path }) => this.mended(path, words, beside, pairsOf));
    return (await Promise.all(mended)).filter((one) => one !== null);
  }

  /**
   * @param {Path} path
   * @param {string[]} words as typed
   * @param {number[]} beside
   * @param {PairsOf} pairsOf
   * @returns {Promise<Mended | null>}
   */
  async mended(path, words, beside, pairsOf) {
    const found = path.edges.flatMap(({ choice }) => choice.syllables);
    if (found.some((syllable) => !this.counts.has(fold(syllable)) && !/\d/.test(syllable))) return null;
    const marked = await withMarks(path, pairsOf);
    const hasMarks = words.some((word) => fold(word) !== word) || found.some((one) => fold(one) !== one);
    const sure = words.some((word) => !this.isKnown(word)) || path.edges.some((edge) => edge.words > 1);
    const isApart = words.length === 1 || beside.some((count) => count <= HARDLY);
    const runs = isApart && (await this.beside(found, pairsOf)).every(Boolean);
    return { text: (hasMarks ? marked : found).join(" "), label: marked.join(" "), sure, runs };
  }

  /** @param {string} word */
  isKnown(word) {
    const own = syllablesAt(word);
    // `d9e63` is read as d, 9, e and 63, but meant as keys.
    if (own.length > 2 && this.keys(word)) return false;
    // Glued words that some article has so, in an address perhaps.
    if (word.length > 7 && this.frequency(word) <= this.seldom && this.pieces(fold(word)).length)
      return false;
    return (
      own.length > 0 && own.every(({ syllable }) => /^\d+$/.test(syllable) || this.counts.has(fold(syllable)))
    );
  }

  /**
   * In how many articles each word and the next stand side by side.
   * @param {string[]} words
   * @param {PairsOf} pairsOf
   */
  async beside(words, pairsOf) {
    const places = words.map((word) => ({
      plain: fold(word),
      typed: fold(word) === word ? "" : word,
      marks: "",
    }));
    return Promise.all(
      places.slice(1).map(async (right, at) => {
        const { forms } = await pairsOf(places[at].plain, right.plain);
        return forms.reduce(
          (sum, [form, count]) => sum + (likeness(form, places[at], right) === 1 ? count : 0),
          0,
        );
      }),
    );
  }

  /**
   * Which words are not in the archive, or never beside their neighbours; boldly, in no word that these make: `mau` of
   * `ca mau hoc sinh` is in one, whatever follows.
   * @param {string[]} words
   * @param {number[]} beside
   * @param {boolean} boldly
   */
  unsure(words, beside, boldly) {
    const isWord = beside.map((count, at) => {
      const rarer = Math.min(this.frequency(words[at]), this.frequency(words[at + 1]));
      return count > HARDLY && count >= TIED * rarer;
    });
    return words.map((word, at) => {
      if (!this.isKnown(word) || CONSONANT.test(word)) return true;
      const own = [beside[at - 1], beside[at]].filter((one) => one !== undefined);
      const isLoose = boldly ? !isWord[at - 1] && !isWord[at] : !own.some(Boolean);
      return own.length > 0 && !/\d/.test(word) && isLoose;
    });
  }

  /**
   * The likeliest ways to read the words, by their syllables alone.
   * @param {string[]} words
   * @param {boolean[]} unsure
   * @returns {Path[]}
   */
  paths(words, unsure) {
    /** @type {Path[][]} by how many words are read */
    const upTo = [[{ edges: [], cost: 0 }]];
    const decoded = words.map((word) => this.keys(word));
    // Who types one word in keys types all so.
    const isKeys = words.some((word, at) => decoded[at] && !this.isKnown(word));
    for (let end = 1; end <= words.length; end++) {
      const edges = this.choices(words[end - 1], unsure[end - 1], isKeys ? decoded[end - 1] : null).map(
        (choice) => ({
          from: end - 1,
          edge: { words: 1, choice },
        }),
      );
      if (end > 1 && (unsure[end - 1] || unsure[end - 2])) {
        const glued = words[end - 2] + words[end - 1];
        const choice = { syllables: [glued], cost: COST.split, typed: false };
        if (this.frequency(glued) > this.seldom) edges.push({ from: end - 2, edge: { words: 2, choice } });
      }
      const paths = edges.flatMap(({ from, edge }) =>
        upTo[from].map((path) => ({
          edges: [...path.edges, edge],
          cost: path.cost + edge.choice.cost + this.rarity(edge.choice.syllables),
        })),
      );
      upTo.push(paths.sort((a, b) => a.cost - b.cost).slice(0, PATHS));
    }
    return upTo[words.length];
  }

  /**
   * @param {string} word
   * @param {boolean} unsure
   * @param {string | null} keys what the word is as keys of Telex or VNI
   * @returns {Choice[]}
   */
  choices(word, unsure, keys) {
    const known = this.isKnown(word);
    const own = { syllables: [word], cost: known ? 0 : COST.unknown, typed: true };
    if (keys) return [{ syllables: [keys], cost: known ? COST.keys : 0, typed: false }, own];
    if (!unsure) return [own];
    const slips =
      word.length < 2 || word.length > LONGEST_SLIP || !/^\p{L}+$/u.test(word)
        ? []
        : this.slips(fold(word)).map(([syllable, cost]) => ({
            syllables: [syllable],
            cost: cost + (known ? COST.slipInWord : COST.slip),
            typed: false,
            marks: marksOf(word),
          }));
    const pieces = known && word.length < 6 ? [] : this.pieces(fold(word.replace(SIGNS, "")));
    return [own, ...slips, ...pieces];
  }

  /** @param {string} word */
  keys(word) {
    for (const read of [fromVni, fromTelex]) {
      const found = read(word);
      if (found !== word && this.frequency(fold(found)) > 1) return found;
    }
    return null;
  }

  /**
   * The syllables that are one letter away, the likeliest first: a letter was left out, typed twice, swapped with its
   * neighbour, or taken for one beside it on the keyboard.
   * @param {string} word
   */
  slips(word) {
    /** @type {Map<string, number>} */
    const near = new Map();
    const add = (/** @type {string} */ one, /** @type {number} */ cost) => {
      if (one !== word && this.frequency(one) > this.seldom)
        near.set(one, Math.min(cost, near.get(one) ?? cost));
    };
    for (let at = 0; at <= word.length; at++) {
      const [before, rest] = [word.slice(0, at), word.slice(at)];
      add(before + rest.slice(1), rest[0] === rest[1] ? 0 : 2);
      if (rest.length > 1) add(before + rest[1] + rest[0] + rest.slice(2), 0);
      for (const letter of LETTERS) {
        add(before + letter + rest, 0);
        if (rest) add(before + letter + rest.slice(1), NEAR[rest[0]]?.includes(letter) ? 1 : 3);
      }
    }
    const cost = (/** @type {[string, number]} */ [one, own]) => own + this.rarity([one]);
    return [...near].sort((a, b) => cost(a) - cost(b)).slice(0, CHOICES);
  }

  /**
   * The likeliest ways to cut a word that has no spaces.
   * @param {string} word
   * @returns {Choice[]}
   */
  pieces(word) {
    if (word.length < 4 || word.length > LONGEST_WORD) return [];
    /** @type {{syllables: string[], cost: number}[][]} */
    const upTo = [[{ syllables: [], cost: 0 }]];
    for (let end = 1; end <= word.length; end++) {
      const found = [];
      for (let from = Math.max(0, end - 7); from < end; from++) {
        const piece = word.slice(from, end);
        if (this.frequency(piece) <= this.seldom && !/^\d+$/.test(piece)) continue;
        for (const path of upTo[from]) {
          if (path.syllables.length >= MOST_SYLLABLES) continue;
          found.push({ syllables: [...path.syllables, piece], cost: path.cost + this.rarity([piece]) });
        }
      }
      upTo.push(found.sort((a, b) => a.cost - b.cost).slice(0, CHECKED));
    }
    return upTo[word.length]
      .filter(({ syllables }) => syllables.length > 1 && word.length >= 2 * syllables.length)
      .map(({ syllables }) => ({ syllables, cost: COST.glued, typed: false }));
  }

  /** @param {string} syllable */
  frequency(syllable) {
    return this.counts.get(fold(syllable)) ?? 0;
  }

  /** @param {string[]} syllables */
  rarity(syllables) {
    return syllables.reduce(
      (sum, one) => sum + Math.log((this.articles + 1) / (this.frequency(one) + 0.1)),
      0,
    );
  }

  /**
   * What a path costs by its pairs.
   * @param {Path} path
   * @param {PairsOf} pairsOf
   */
  async cost(path, pairsOf) {
    const all = placesIn(path);
    const pairs = await Promise.all(all.slice(1).map((right, at) => pairsOf(all[at].plain, right.plain)));
    const kinds = path.edges.reduce((sum, { choice }) => sum + choice.cost, 0);
    return pairs.reduce(
      (sum, { forms }, at) => {
        const count = forms.reduce(
          (most, [form, own]) => most + own * likeness(form, all[at], all[at + 1]),
          0,
        );
        const alone = (this.frequency(all[at + 1].plain) + 0.1) / this.articles;
        return sum - Math.log((count + 0.3 * alone) / (this.frequency(all[at].plain) + 0.3));
      },
      kinds + this.rarity(all.slice(0, 1).map((one) => one.plain)),
    );
  }
}

/**
 * The syllables of a path: plain, as typed where marks were, and the marks of a slip's word.
 * @param {Path} path
 * @returns {{plain: string, typed: string, marks: string}[]}
 */
function placesIn(path) {
  return path.edges.flatMap(({ choice }) =>
    choice.syllables.map((syllable) => {
      const plain = fold(syllable);
      return { plain, typed: plain === syllable ? "" : syllable, marks: choice.marks ?? "" };
    }),
  );
}

/**
 * How well the marks of a pair fit what was typed, from 0 to 1.
 * @param {string} form
 * @param {...{typed: string, marks: string}} places its two syllables
 */
function likeness(form, ...places) {
  return form.split(SEPARATOR).reduce((share, syllable, at) => {
    const { typed, marks } = places[at] ?? { typed: "", marks: "" };
    if ((typed && typed !== syllable) || (marks && marks !== marksOf(syllable))) return share * 0.05;
    return share;
  }, 1);
}

/** @param {string} word */
function marksOf(word) {
  return word
    .replace(/đ/gu, "d\u0335")
    .normalize("NFD")
    .replace(/[^\p{M}]/gu, "");
}

/**
 * The syllables of a path with the marks that they have together most often; typed ones as they are.
 * @param {Path} path
 * @param {PairsOf} pairsOf
 */
async function withMarks(path, pairsOf) {
  const all = placesIn(path);
  /** @type {Map<string, {cost: number, syllables: string[]}>} the best way to each form of the last syllable */
  let ways = new Map();
  for (const [at, place] of all.entries()) {
    const forms = at ? (await pairsOf(all[at - 1].plain, place.plain)).forms : [];
    /** @type {typeof ways} */
    const next = new Map();
    const add = (/** @type {string} */ own, /** @type {string[]} */ before, /** @type {number} */ cost) => {
      const known = next.get(own);
      if (!known || cost < known.cost) next.set(own, { cost, syllables: [...before, own] });
    };
    for (const [form, count] of forms) {
      const [left, right] = form.split(SEPARATOR);
      const way = ways.get(left) ?? (at === 1 && !all[0].typed ? { cost: 0, syllables: [left] } : null);
      if (!way || (place.typed && place.typed !== right)) continue;
      add(right, way.syllables, way.cost - Math.log(1 + count * likeness(form, all[at - 1], place)));
    }
    // Where the pair is not known, each keeps what it has.
    const [best] = [...ways.values()].sort((a, b) => a.cost - b.cost);
    if (!next.size || !forms.length) add(place.typed || place.plain, best?.syllables ?? [], best?.cost ?? 0);
    ways = next;
  }
  return [...ways.values()].sort((a, b) => a.cost - b.cost)[0]?.syllables ?? [];
}

/** @param {string} word */
function trimmed(word) {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
}

/**
 * Asks bundles for pairs, each once.
 * @param {import("./bundle.js").Bundle[]} bundles
 * @returns {PairsOf}
 */
export function pairsIn(bundles) {
  /** @type {Map<string, ReturnType<PairsOf>>} */
  const asked = new Map();
  const ask = async (/** @type {string} */ form) => {
    const token = { form, folded: foldToken(form), prefix: false };
    let count = 0;
    /** @type {Map<string, number>} */
    const forms = new Map();
    for (const bundle of bundles) {
      let found = await bundle.find(token, "c");
      if (!found.count && bundle.hasRare) found = await bundle.find(token, "r");
      count += found.count;
      for (const word of found.words)
        forms.set(word.form, (forms.get(word.form) ?? 0) + word.articles.length);
    }
    return { count, forms: [...forms] };
  };
  return (left, right) => {
    const form = joined(left, right);
    const known = asked.get(form) ?? ask(form);
    asked.set(form, known);
    return known;
  };
}
