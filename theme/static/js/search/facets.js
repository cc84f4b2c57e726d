// What articles are filtered by, and how many there are of each kind among the results.

/**
 * @typedef {{slug: string, name: string, also: string[]}} Named
 * @typedef {Named & {kind: string, into: string | null, to: string | null}} Province
 * @typedef {{provinces: Province[], sections: Named[], sources: Named[], authors: string[], blocked: string[],
 *   equivalents: string[][], idle: string[]}} Names
 * @typedef {{tinh: string, gopTinh: boolean, muc: string, nguon: string, tacgia: string, nam: string, tu: string,
 *   den: string}} Filters
 * @typedef {{date: string, number: number, section: string, sources: string[], provinces: string[],
 *   authors: string[]}} Facts
 * @typedef {"provinces" | "sources" | "authors"} Column what few queries need of an article; empty where it was not asked for
 */

const FIRST_LETTER = "]".charCodeAt(0);

/** @type {Filters} */
export const NO_FILTERS = {
  tinh: "",
  gopTinh: false,
  muc: "",
  nguon: "",
  tacgia: "",
  nam: "",
  tu: "",
  den: "",
};

/** What a kind of filter reads of an article, beside what stands in every table. */
const COLUMN_OF = /** @type {Record<string, Column>} */ ({
  tinh: "provinces",
  nguon: "sources",
  tacgia: "authors",
});

/**
 * The columns without which filters of some kinds cannot be told.
 * @param {string[]} kinds
 * @returns {Column[]}
 */
export function columnsOf(kinds) {
  return kinds.flatMap((kind) => COLUMN_OF[kind] ?? []);
}

/** The columns of a bundle's table, read by article. */
export class Table {
  /** @param {any} columns */
  constructor(columns) {
    /** @type {string[]} */
    this.dates = [];
    /** @type {number[]} */
    this.numbers = [];
    for (const [day, numbers] of columns.days) {
      for (const number of numbers) {
        this.dates.push(day);
        this.numbers.push(number);
      }
    }
    this.lengths = Float32Array.from(columns.lengths, (/** @type {string} */ letter) => syllablesOf(letter));
    this.section = column(columns.section);
    /** @type {Partial<Record<Column, (article: number) => string[]>>} */
    this.columns = {};
  }

  /**
   * @param {Column} name
   * @param {any} packed
   */
  learn(name, packed) {
    this.columns[name] = column(packed);
  }

  /**
   * @param {number} article
   * @returns {Facts}
   */
  facts(article) {
    return {
      date: this.dates[article],
      number: this.numbers[article],
      section: this.section(article)[0] ?? "",
      sources: this.columns.sources?.(article) ?? [],
      provinces: this.columns.provinces?.(article) ?? [],
      authors: this.columns.authors?.(article) ?? [],
    };
  }
}

/** The kinds of filter that have counts. */
export const KINDS = /** @type {const} */ (["tinh", "muc", "nguon", "tacgia", "nam"]);

/** Filters articles and counts them. A unit of today stands for its old ones too. */
export class Facets {
  /**
   * @param {Names} names
   * @param {Filters} filters
   */
  constructor(names, filters) {
    const isReversed = filters.tu && filters.den && filters.den < filters.tu;
    this.filters = isReversed ? { ...filters, tu: filters.den, den: filters.tu } : filters;
    this.into = new Map(names.provinces.map((province) => [province.slug, province.into]));
    /** @type {Record<string, Record<string, number>>} */
    this.counts = { tinh: {}, muc: {}, nguon: {}, tacgia: {}, nam: {} };
  }

  /**
   * Whether an article passes all filters.
   * @param {Facts} facts
   */
  pass(facts) {
    const { filters } = this;
    if ((filters.tu && facts.date < filters.tu) || (filters.den && facts.date > filters.den)) return false;
    const values = this.valuesOf(facts);
    return KINDS.every((kind) => !filters[kind] || this.passes(kind, values[kind]));
  }

  /**
   * @param {Facts} facts
   * @returns {Record<typeof KINDS[number], string[]>}
   */
  valuesOf(facts) {
    return {
      tinh: this.provincesOf(facts),
      muc: [facts.section],
      nguon: facts.sources,
      tacgia: facts.authors,
      nam: [facts.date.slice(0, 4)],
    };
  }

  /**
   * Whether an article passes; counts it under each kind whose other filters it passes.
   * @param {Facts} facts
   * @param {1 | -1} by -1 to take back what was counted
   */
  take(facts, by = 1) {
    const { filters } = this;
    if ((filters.tu && facts.date < filters.tu) || (filters.den && facts.date > filters.den)) return false;
    const values = this.valuesOf(facts);
    const failed = KINDS.filter((kind) => filters[kind] && !this.passes(kind, values[kind]));
    for (const kind of KINDS) {
      if (failed.some((other) => other !== kind)) continue;
      for (const value of values[kind]) this.counts[kind][value] = (this.counts[kind][value] ?? 0) + by;
    }
    return failed.length === 0;
  }

  /**
   * @param {typeof KINDS[number]} kind
   * @param {string[]} values
   */
  passes(kind, values) {
    const wanted = this.filters[kind];
    if (values.includes(wanted)) return true;
    if (kind !== "tinh" || !this.filters.gopTinh) return false;
    const into = this.into.get(wanted);
    return into != null && values.includes(into);
  }

  /** @param {Facts} facts */
  provincesOf(facts) {
    const all = new Set(facts.provinces);
    for (const slug of facts.provinces) {
      const into = this.into.get(slug);
      if (into) all.add(into);
    }
    return [...all];
  }
}

/**
 * About how many syllables an article has, by its letter (bulletin/search/bundle_files.py).
 * @param {string} letter
 */
function syllablesOf(letter) {
  return 64 * 2 ** ((letter.charCodeAt(0) - FIRST_LETTER) / 1.7);
}

/**
 * @param {{names: string[], kinds: number[][], of: string}} packed
 * @returns {(article: number) => string[]}
 */
function column(packed) {
  const kinds = packed.kinds.map((kind) => kind.map((name) => packed.names[name]));
  return (article) => kinds[packed.of.charCodeAt(article) - FIRST_LETTER];
}
