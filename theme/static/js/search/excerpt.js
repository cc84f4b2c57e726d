// What a result shows of a text: the passage with most of the words, and which of its letters to mark.

import { fold, isSame, syllablesAt } from "./words.js";

/**
 * @typedef {{text: string, marked: boolean}} Segment
 * @typedef {import("./query.js").Query} Query
 * @typedef {{syllable: string, start: number, end: number}} Placed
 */

const WINDOW = 44;
const BEFORE = 6;
const LONGEST_GAP = 2;
const WEAK = 1;
const SAME = 2;

/** Finds the words of a query in texts. */
export class Marker {
  /**
   * @param {Query} query
   * @param {string[]} singles syllables that are marked wherever they stand
   * @param {string[][]} equivalents groups of phrases that mean the same, syllables with a space between
   */
  constructor(query, singles, equivalents) {
    this.parts = query.parts.filter((part) => !part.not && !part.idle);
    this.singles = new Set(singles);
    this.others = otherForms(query, equivalents);
  }

  /**
   * The syllables of a text with how well each is one that was looked for, and how many different ones there are.
   * @param {string} text
   */
  read(text) {
    const placed = syllablesAt(text);
    const levels = new Uint8Array(placed.length);
    /** @type {Set<string>} */
    const found = new Set();
    let run = 0;
    this.parts.forEach((part, number) => {
      run = Math.max(run, markPart(part, number, placed, levels, found, this.singles));
    });
    if (!found.size) for (const phrase of this.others) markPhrase(phrase, placed, levels, found);
    return { text, placed, levels, found, run };
  }

  /**
   * Whether a text has every quoted part word for word, with the typed marks.
   * @param {string[]} texts each searched by itself
   */
  holdsQuotes(texts) {
    const quoted = this.parts.filter((part) => part.exact);
    if (!quoted.length) return true;
    const sequences = texts.map((text) => syllablesAt(text).map((one) => one.syllable));
    return quoted.every((part) =>
      sequences.some((sequence) =>
        sequence.some((_, at) =>
          part.syllables.every((wanted, step) => levelOf(wanted, sequence[at + step], false) === SAME),
        ),
      ),
    );
  }

  /**
   * A whole text as segments.
   * @param {string} text
   * @returns {Segment[]}
   */
  whole(text) {
    const reading = this.read(text);
    return segments(reading, 0, text.length, leastLevel(reading.levels));
  }

  /**
   * The paragraph that answers best, and its best passage as segments.
   * @param {[number, string][]} paragraphs anchors and texts
   * @returns {{anchor: number, segments: Segment[], run: number}}
   */
  excerpt(paragraphs) {
    let best = null;
    let bestValue = -1;
    let run = 0;
    for (const [anchor, text] of paragraphs) {
      const reading = this.read(text);
      run = Math.max(run, reading.run);
      const same = reading.levels.reduce((sum, level) => sum + (level === SAME ? 1 : 0), 0);
      const value = reading.run * 100 + reading.found.size * 10 + Math.min(same, 9);
      if (value > bestValue) [best, bestValue] = [{ anchor, reading, hits: reading.found.size }, value];
    }
    if (!best) return { anchor: 0, segments: [], run };
    const { reading } = best;
    const [start, end] = passage(reading);
    const from = start === 0 ? 0 : reading.placed[start].start;
    const to = end >= reading.placed.length ? reading.text.length : reading.placed[end - 1].end;
    const shown = segments(reading, from, to, leastLevel(reading.levels));
    if (from > 0) shown.unshift({ text: "… ", marked: false });
    if (to < reading.text.length) shown.push({ text: " …", marked: false });
    return { anchor: best.hits ? best.anchor : 0, segments: shown, run };
  }
}

/**
 * How well a syllable of a text is the one that was looked for.
 * @param {string} wanted
 * @param {string | undefined} syllable
 * @param {boolean} begun whether the wanted one may be only its beginning
 */
function levelOf(wanted, syllable, begun) {
  if (syllable === undefined) return 0;
  if (isSame(wanted, syllable)) return SAME;
  const plain = fold(wanted);
  const other = fold(syllable);
  if (plain === other) return plain === wanted ? SAME : WEAK;
  return begun && other.startsWith(plain) ? WEAK : 0;
}

/**
 * @param {import("./query.js").Part} part
 * @param {number} number
 * @param {Placed[]} placed
 * @param {Uint8Array} levels
 * @param {Set<string>} found
 * @param {Set<string>} singles
 * @returns {number} the longest run of the part's syllables, as a share of it
 */
function markPart(part, number, placed, levels, found, singles) {
  const wanted = part.syllables;
  const last = wanted.length - 1;
  const level = (/** @type {number} */ step, /** @type {number} */ at) =>
    levelOf(wanted[step], placed[at]?.syllable, part.unfinished && step === last);
  const mark = (/** @type {number} */ step, /** @type {number} */ at, /** @type {number} */ how) => {
    levels[at] = Math.max(levels[at], how);
    found.add(`${number} ${step}`);
  };
  let longest = 0;
  for (let at = 0; at < placed.length; at++) {
    for (let step = 0; step <= last; step++) {
      if (step > 0 && level(step - 1, at - 1)) continue;
      let length = 0;
      while (step + length <= last && level(step + length, at + length)) length++;
      const stands = part.exact ? length > last : length >= 2 || last === 0 || singles.has(wanted[step]);
      if (!length || !stands) continue;
      const how = Math.min(...Array.from({ length }, (_, more) => level(step + more, at + more)));
      for (let more = 0; more < length; more++) mark(step + more, at + more, how);
      longest = Math.max(longest, (length - (how === SAME ? 0 : 0.5)) / wanted.length);
    }
  }
  return longest;
}

/**
 * @param {string[]} phrase
 * @param {Placed[]} placed
 * @param {Uint8Array} levels
 * @param {Set<string>} found
 */
function markPhrase(phrase, placed, levels, found) {
  for (let at = 0; at + phrase.length <= placed.length; at++) {
    if (!phrase.every((syllable, step) => placed[at + step].syllable === syllable)) continue;
    levels.fill(SAME, at, at + phrase.length);
    found.add(phrase.join(" "));
  }
}

/**
 * The other ways to write what stands in the query, and to write what it is a part of: `Hồ Chí Minh` is found through
 * `TP.HCM`, too.
 * @param {Query} query
 * @param {string[][]} equivalents
 */
function otherForms(query, equivalents) {
  const wanted = query.parts.filter((part) => !part.not && !part.idle);
  const texts = wanted.map((part) => spaced(part.syllables));
  // One syllable is a part of too much.
  const pieces = wanted.filter((part) => part.syllables.length > 1).map((part) => spaced(part.syllables));
  return equivalents.flatMap((group) => {
    const phrases = group.map((phrase) => phrase.split(" "));
    if (phrases.some((phrase) => texts.some((text) => text.includes(spaced(phrase))))) return phrases;
    const has = (/** @type {string[]} */ phrase) => pieces.some((piece) => spaced(phrase).includes(piece));
    return phrases.some(has) ? phrases.filter((phrase) => !has(phrase)) : [];
  });
}

/** @param {string[]} syllables */
function spaced(syllables) {
  return ` ${syllables.map(fold).join(" ")} `;
}

/**
 * From which level on to mark: where the very words stand, look-alikes are left alone.
 * @param {Uint8Array} levels
 */
function leastLevel(levels) {
  return levels.includes(SAME) ? SAME : WEAK;
}

/**
 * The run of syllables, start and end, with most marks.
 * @param {{placed: Placed[], levels: Uint8Array}} reading
 */
function passage({ placed, levels }) {
  if (placed.length <= WINDOW) return [0, placed.length];
  let best = 0;
  let most = 0;
  for (let at = 0; at < placed.length; at++) {
    if (!levels[at]) continue;
    let sum = 0;
    for (let next = at; next < Math.min(at + WINDOW - BEFORE, placed.length); next++) sum += levels[next];
    if (sum > most) [best, most] = [at, sum];
  }
  const start = Math.max(0, Math.min(best - BEFORE, placed.length - WINDOW));
  return [start, start + WINDOW];
}

/**
 * @param {{text: string, placed: Placed[], levels: Uint8Array}} reading
 * @param {number} from
 * @param {number} to
 * @param {number} least
 * @returns {Segment[]}
 */
function segments({ text, placed, levels }, from, to, least) {
  /** @type {Segment[]} */
  const out = [];
  const push = (/** @type {string} */ piece, /** @type {boolean} */ marked) => {
    if (!piece) return;
    const before = out.at(-1);
    if (before && before.marked === marked) before.text += piece;
    else out.push({ text: piece, marked });
  };
  let at = from;
  placed.forEach((one, number) => {
    if (one.start < from || one.end > to || levels[number] < least) return;
    // What stands between two marked syllables is marked with them: a space, the dot of TP.HCM.
    const joins = number > 0 && levels[number - 1] >= least && placed[number - 1].start >= from;
    push(text.slice(at, one.start), joins && one.start - at <= LONGEST_GAP);
    push(text.slice(one.start, one.end), true);
    at = one.end;
  });
  push(text.slice(at, to), false);
  return out;
}
