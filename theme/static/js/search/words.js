// Vietnamese text as syllables and tokens, exactly as bulletin/search/index_text.py reads it (tests/search/vectors.json).

import TABLE from "./table.js";

// A number with dots before its thousands; letters, perhaps with an apostrophe inside; digits.
const SYLLABLE =
  /(?<![\p{L}\p{N}_.])\d{1,3}(?:\.\d{3})+(?![\p{L}\p{N}_]|\.\d)|[\p{L}\p{Nl}\p{No}]+(?:['‘’ʼ][\p{L}\p{Nl}\p{No}]+)*|\p{Nd}+/gu;
const INSIDE = /['‘’ʼ.]/g;
// kĩ and kỹ, lí and lý, sĩ and sỹ are two ways to write one syllable.
const I_OR_Y = /^([hklmst])[iy]([\u0300\u0301\u0303\u0309\u0323]?)$/u;
const MARK = /\p{M}/gu;
/** @type {Record<string, string>} */
const LETTER = TABLE.letters;
const LETTERS = new RegExp(`[${Object.keys(TABLE.letters).join("")}]`, "gu");
// Old placement of the tone mark on oa, oe, uy at the end of a syllable, decomposed: hoà, not hòa.
const OLD_PLACEMENT = /(o[ae]|uy)([\u0300\u0301\u0303\u0309\u0323])(?![\p{L}\p{M}])/gu;

export const SEPARATOR = TABLE.separator;

const MOST_REMEMBERED = 20_000;
/** @type {Map<string, string>} */
const folded = new Map();
/** @type {Map<string, string>} */
const normals = new Map();

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
    if (folded.size >= MOST_REMEMBERED) folded.clear();
    folded.set(syllable, plain);
  }
  return plain;
}

/**
 * Whether a typed syllable may stand for another one: the same, or without marks where none is typed.
 * @param {string} typed
 * @param {string} syllable
 */
export function mayMean(typed, syllable) {
  if (isSame(typed, syllable)) return true;
  const plain = fold(typed);
  return plain === typed && plain === fold(syllable);
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
  const known = normals.get(word);
  if (known !== undefined) return known;
  const lowered = word.replace(INSIDE, "").toLowerCase().normalize("NFD");
  const placed = lowered.replace(OLD_PLACEMENT, (whole, group, tone, at) =>
    group[0] === "u" && lowered[at - 1] === "q" ? whole : group[0] + tone + group[1],
  );
  const even = placed.replace(I_OR_Y, (_, first, tone) => first + (first === "s" ? "i" : "y") + tone);
  const found = [...even.normalize("NFC")].slice(0, TABLE.longest_syllable).join("");
  if (normals.size >= MOST_REMEMBERED) normals.clear();
  normals.set(word, found);
  return found;
}
