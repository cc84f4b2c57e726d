// A typed query as what is looked for: parts of neighbouring syllables, some quoted, left out, or meant for the title.

import { syllablesAt } from "./words.js";

const LONGEST = 400;
const MOST_SYLLABLES = 24;
const QUOTE = '"“”„«»';
// A sign before a word, one of the fields, an alternative, or a quotation: what is not plain text.
const SPECIAL = new RegExp(
  `(?<minus>(?<=^|\\s)-(?=[${QUOTE}\\p{L}\\p{N}]))` +
    "|(?<=^|\\s)(?<field>ti[êe]u [đd][ềe]|t[áa]c gi[ảa]|ngu[ồo]n):\\s*" +
    "|(?<=\\s)(?<or>OR|HOẶC)(?=\\s)" +
    `|[${QUOTE}](?<quoted>[^${QUOTE}]*)[${QUOTE}]`,
  "gu",
);
const FIRST_WORD = /^\S+/u;
const ENDS_IN_WORD = /[\p{L}\p{N}\p{M}]$/u;

/**
 * @typedef {{start: number, end: number}} Place from where to where a syllable stands in the text
 * @typedef {"text" | "title" | "author" | "source"} Field
 * @typedef {{syllables: string[], places: Place[], exact: boolean, unfinished: boolean, not: boolean, idle: boolean,
 *   field: Field, group: number}} Part parts of one group are alternatives; an idle one says nothing
 * @typedef {{text: string, parts: Part[], size: number}} Query
 */

/** @type {Record<string, Field>} */
const FIELDS = { t: "title", a: "author", n: "source" };

/**
 * Read a query, which is in NFC. `typing` says that the reader may not have finished the last syllable.
 * @param {string} text
 * @param {boolean} typing
 * @returns {Query}
 */
export function parseQuery(text, typing) {
  const cut = text.slice(0, LONGEST);
  const reader = new Reader();
  let end = 0;
  for (const match of cut.matchAll(SPECIAL)) {
    if (match.index < end) continue;
    reader.add(cut.slice(end, match.index), end, false);
    end = match.index + match[0].length;
    const { minus, field, or, quoted } = match.groups ?? {};
    if (minus) {
      reader.not = true;
      // Only the next word is left out, unless a quotation follows.
      const [word = ""] = QUOTE.includes(cut[end]) ? [""] : (FIRST_WORD.exec(cut.slice(end)) ?? []);
      if (word) reader.add(word, end, false);
      end += word.length;
    } else if (field) {
      reader.field = FIELDS[field[0] === "t" && /^t[áa]c/u.test(field) ? "a" : field[0]];
    } else if (or) {
      reader.isAlternative = true;
    } else {
      reader.add(quoted ?? "", match.index + 1, true);
    }
  }
  const tail = cut.slice(end);
  reader.add(tail, end, false);
  const { parts, size } = reader;
  const last = parts.at(-1);
  if (last && typing && !last.exact && !last.not && ENDS_IN_WORD.test(tail)) last.unfinished = true;
  return { text: cut, parts, size };
}

/** Collects parts, and what was said of the next one. */
class Reader {
  constructor() {
    /** @type {Part[]} */
    this.parts = [];
    this.size = 0;
    this.taken = 0;
    this.not = false;
    this.isAlternative = false;
    /** @type {Field} */
    this.field = "text";
  }

  /**
   * @param {string} piece
   * @param {number} at where it begins in the whole text
   * @param {boolean} exact
   */
  add(piece, at, exact) {
    const found = syllablesAt(piece).slice(0, MOST_SYLLABLES - this.taken);
    if (!found.length) return;
    this.taken += found.length;
    const before = this.parts.at(-1);
    this.parts.push({
      syllables: found.map((one) => one.syllable),
      places: found.map(({ start, end }) => ({ start: at + start, end: at + end })),
      exact,
      unfinished: false,
      not: this.not,
      idle: false,
      field: this.field,
      group: (before && (this.isAlternative ? before.group : before.group + 1)) || 0,
    });
    if (!this.not) this.size += found.length;
    // A field is for what stands right behind it, up to the next sign.
    this.not = this.isAlternative = false;
    this.field = "text";
  }
}
