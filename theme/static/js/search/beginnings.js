// What begins as the reader types: places, newspapers, authors, abbreviations, and titles of articles.

import { mayMean, fold, syllables } from "./words.js";

/**
 * @typedef {import("./facets.js").Names} Names
 * @typedef {{kind: string, label: string, text: string, path: string}} Suggestion
 *   `text` is what to search for; with a `path` it is an article
 * @typedef {{syllables: string[], ends: boolean}} Typed `ends`: the last syllable is finished
 */

const MOST = 8;
const MOST_OF_A_KIND = 3;
const FEWEST_LETTERS = 2;
const KEY_LETTERS = 2;

export class Beginnings {
  /** @param {{manifest: () => Promise<any>, value: (file: string) => Promise<any>}} data */
  constructor(data) {
    this.data = data;
    /** @type {Promise<{known: (Suggestion & {syllables: string[]})[], titles: Record<string, string>}> | null} */
    this.opening = null;
    /** @type {Map<string, Promise<[string, string][]>>} */
    this.parts = new Map();
  }

  open() {
    this.opening ??= this.load().catch((error) => {
      this.opening = null;
      throw error;
    });
    return this.opening;
  }

  async load() {
    const manifest = await this.data.manifest();
    return { known: namesIn(await this.data.value(manifest.names)), titles: manifest.titles };
  }

  /**
   * @param {string} text what is typed so far
   * @param {{withTitles: boolean}} how
   * @returns {Promise<Suggestion[]>}
   */
  async of(text, { withTitles }) {
    const typed = { syllables: syllables(text), ends: /\s$/u.test(text) };
    const plain = typed.syllables.map(fold).join(" ");
    if (plain.length < FEWEST_LETTERS) return [];
    const { known, titles } = await this.open();
    /** @type {Map<string, number>} */
    const taken = new Map();
    const named = known.filter((one) => {
      if (!begins(one.syllables, typed)) return false;
      const before = taken.get(one.kind) ?? 0;
      taken.set(one.kind, before + 1);
      return before < MOST_OF_A_KIND;
    });
    const found = named.map(({ kind, label, text, path }) => ({ kind, label, text, path })).slice(0, MOST);
    const file = withTitles ? titles[plain.slice(0, KEY_LETTERS)] : "";
    return file ? [...found, ...(await this.titled(file, typed))].slice(0, MOST) : found;
  }

  /**
   * @param {string} file
   * @param {Typed} typed
   */
  async titled(file, typed) {
    /** @type {Promise<[string, string][]>} */
    const loading = this.parts.get(file) ?? this.data.value(file);
    this.parts.set(file, loading);
    loading.catch(() => this.parts.delete(file));
    const titles = (await loading).filter(([title]) => begins(syllables(title), typed));
    return titles.slice(0, MOST).map(([title, path]) => ({ kind: "bài", label: title, text: title, path }));
  }
}

/**
 * Whether a name begins with what was typed.
 * @param {string[]} name
 * @param {Typed} typed
 */
function begins(name, { syllables: typed, ends }) {
  return (
    typed.length <= name.length &&
    typed.every((one, at) => {
      if (at + 1 < typed.length || ends) return mayMean(one, name[at]);
      const [plain, other] = [fold(one), fold(name[at])];
      return name[at].startsWith(one) || (plain === one && other.startsWith(plain));
    })
  );
}

/**
 * @param {Names} names
 * @returns {(Suggestion & {syllables: string[]})[]}
 */
function namesIn(names) {
  const all = [
    ...names.provinces.map((one) => ({
      kind: "tỉnh, thành",
      label: one.name,
      text: one.name,
      forms: one.also,
    })),
    ...names.sections.map((one) => ({ kind: "chuyên mục", label: one.name, text: one.name, forms: [] })),
    ...names.sources.map((one) => ({
      kind: "nguồn",
      label: one.name,
      text: one.slug,
      forms: [one.slug, ...one.also],
    })),
    ...names.authors.map((name) => ({ kind: "tác giả", label: name, text: name, forms: [] })),
    ...names.equivalents.filter(isShort).map(([short, long]) => {
      const label = `${short.toUpperCase()}: ${long}`;
      return { kind: "viết tắt", label, text: long, forms: [short] };
    }),
  ];
  /** @type {Set<string>} */
  const seen = new Set();
  return all
    .flatMap(({ kind, label, text, forms }) => {
      // Two units of one name are one suggestion.
      if (seen.has(`${kind} ${label}`)) return [];
      seen.add(`${kind} ${label}`);
      const own = kind === "viết tắt" ? forms : [label, ...forms];
      return own.map((form) => ({ kind, label, text, path: "", syllables: syllables(form) })).slice(0, 4);
    })
    .filter(({ syllables: own }) => own.length > 0);
}

/** @param {string[]} group phrases that mean the same */
function isShort([first, second = ""]) {
  return !first.includes(" ") && second.includes(" ");
}
