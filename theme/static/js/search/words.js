// Vietnamese text as syllables and tokens, exactly as bulletin/search/index_text.py reads it (tests/search/vectors.json).

import TABLE from "./table.js";

const SYLLABLE = /[\p{L}\p{N}]+/gu;
const MARK = /\p{M}/gu;
/** @type {Record<string, string>} */
const LETTER = TABLE.letters;
const LETTERS = new RegExp(`[${Object.keys(TABLE.letters).join("")}]`, "gu");
// Old placement of the tone mark on oa, oe, uy at the end of a syllable, decomposed: hoà, not hòa.
const OLD_PLACEMENT = /(o[ae]|uy)([\u0300\u0301\u0303\u0309\u0323])(?![\p{L}\p{M}])/gu;

export const SEPARATOR = TABLE.separator;

/** @type {Map<string, string>} */
const folded = new Map();

/**
 * The syllables of a text with their places in it. The text must be in NFC (`normalize("NFC")`).
 * @param {string} text
 * @returns {{syllable: string, start: number, end: number}[]}
 */
export function syllablesAt(text) {
  const found = [];
  for (const match of text.matchAll(SYLLABLE)) {
    found.push({ syllable: normal(match[0]), start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/**
 * The syllables of a text in lower case, NFC, with the tone mark in its new place.
 * @param {string} text
 * @returns {string[]}
 */
export function syllables(text) {
  return syllablesAt(text.normalize("NFC")).map((found) => found.syllable);
}

/**
 * A syllable without any mark: `đắk` gives `dak`.
 * @param {string} syllable
 * @returns {string}
 */
export function fold(syllable) {
  let plain = folded.get(syllable);
  if (plain === undefined) {
    plain = syllable
      .replace(LETTERS, (letter) => LETTER[letter])
      .normalize("NFD")
      .replace(MARK, "");
    folded.set(syllable, plain);
  }
  return plain;
}

/** @param {string} syllable */
export function single(syllable) {
  return SEPARATOR + syllable + SEPARATOR;
}

/**
 * @param {string} left
 * @param {string} right
 */
export function joined(left, right) {
  return left + SEPARATOR + right + SEPARATOR;
}

/**
 * A token with each of its syllables folded.
 * @param {string} token
 */
export function foldToken(token) {
  return token.split(SEPARATOR).map(fold).join(SEPARATOR);
}

/**
 * What decides in which file of a bundle a folded token lies.
 * @param {string} token
 */
export function bucketKey(token) {
  const at = token.indexOf(SEPARATOR);
  if (at === 0) return token;
  const [letter = ""] = token.slice(at + SEPARATOR.length);
  return token.slice(0, at) + SEPARATOR + letter.replace(SEPARATOR, "");
}

/**
 * FNV-1a in UTF-8, 32 bits.
 * @param {string} key
 * @returns {number}
 */
export function hashOf(key) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}

/**
 * Whether a text's syllable is the typed one, marks and all; a typed `d` may stand for `đ`.
 * @param {string} typed
 * @param {string} syllable
 */
export function isSame(typed, syllable) {
  return typed === syllable || (typed.includes("d") && sameLetters(typed, syllable));
}

/**
 * @param {string} typed
 * @param {string} syllable
 */
function sameLetters(typed, syllable) {
  if (typed.length !== syllable.length) return false;
  for (let at = 0; at < typed.length; at++) {
    if (typed[at] !== syllable[at] && !(typed[at] === "d" && syllable[at] === "đ")) return false;
  }
  return true;
}

/** @param {string} word */
function normal(word) {
  const lowered = word.toLowerCase().normalize("NFD");
  const placed = lowered.replace(OLD_PLACEMENT, (whole, group, tone, at) =>
    group[0] === "u" && lowered[at - 1] === "q" ? whole : group[0] + tone + group[1],
  );
  return [...placed.normalize("NFC")].slice(0, TABLE.longest_syllable).join("");
}
