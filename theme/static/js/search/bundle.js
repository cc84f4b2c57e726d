// One bundle: finds in which of its articles a token stands, with what weight, and whether with the very marks.

import { SHARD } from "./engine.js";
import { decodePostings, lowerBound } from "./postings.js";
import table from "./table.js";
import { bucketKey, hashOf, isSame, SEPARATOR } from "./words.js";

/** What is kept of a token in an article: how it stands there … */
export const LONG_FORM = 1;
export const BODY = 2;
export const TITLE = 3;
export const WEIGHT = 3;
/** … that it has the marks of the query … */
export const EXACT = 4;
/** … and above that how often it stands there, one of three levels. */
export const OFTEN = 3;

const MOST_REMEMBERED = 200;
const MOST_LOADED = 600;
const TABLE = "articles.bin";
const RARE = "rare.bin";
const { packs: PACKS } = table;
const FIRST_LETTER = "]".charCodeAt(0);

/**
 * @typedef {{name: string, first: string, last: string, articles: number, frequent: number, common: number,
 *   rare: number}} Entry the last three are numbers of parts of its index
 * @typedef {{form: string, folded: string, prefix: boolean}} Token
 * @typedef {"c" | "r"} Tier frequent and common words, or rare ones
 * @typedef {{codes: Uint8Array, count: number, words: import("./postings.js").Word[]}} Found codes by article, how many
 *   are not 0, and the words that the token found
 */

export class Bundle {
  /**
   * @param {Entry} entry
   * @param {import("./data.js").HttpData} data
   * @param {import("./engine.js").Engine | null} engine null where the bundle counts by itself
   */
  constructor(entry, data, engine) {
    this.entry = entry;
    this.data = data;
    this.engine = engine;
    /** @type {Map<string, Promise<any>>} */
    this.loaded = new Map();
    /** @type {Map<string, Found>} answers given before: the next letter asks for most of them again */
    this.found = new Map();
    /** @type {any[]} */
    this.shards = [];
  }

  /** Whether rare words have parts of their own. */
  get hasRare() {
    return this.entry.rare > 0;
  }

  /** What every query needs of all articles, as columns. */
  table() {
    return this.once(TABLE, (file) => this.data.value(file));
  }

  /**
   * What few queries need of all articles.
   * @param {import("./facets.js").Column} name
   */
  column(name) {
    return this.once(`${name}.bin`, (file) => this.data.value(file));
  }

  /**
   * What a result shows of an article.
   * @param {number} article
   */
  text(article) {
    return this.once(`t/${article}`, () =>
      this.data.text(this.entry.name, article, () => this.place("t", article)),
    );
  }

  /**
   * Where a part of a tier lies.
   * @param {keyof typeof PACKS} tier
   * @param {number} number
   */
  async place(tier, number) {
    const sizes =
      tier === "r"
        ? await this.once(RARE, (file) => this.data.value(file))
        : (await this.table()).sizes[tier];
    return placeOf(tier, sizes, number);
  }

  /**
   * Begin to load what `find` will want; a failure shows there.
   * @param {Token[]} tokens
   * @param {import("./facets.js").Column[]} columns
   */
  prepare(tokens, columns) {
    for (const token of tokens) this.words(token, "c").catch(() => {});
    for (const name of columns) this.column(name).catch(() => {});
    this.table().catch(() => {});
  }

  /**
   * In about how many articles a frequent word stands, in any of its forms; 0 for other words.
   * @param {Token} token
   */
  async places(token) {
    const { frequent, places } = await this.table();
    return places[frequent.indexOf(token.folded)] ?? 0;
  }

  /**
   * The words of the parts that have `token`, if any has.
   * @param {Token} token
   * @param {Tier} tier
   * @returns {Promise<import("./postings.js").Word[]>}
   */
  async words(token, tier) {
    if (tier === "r") return this.wordsIn("r", this.entry.rare, token);
    // Which words are frequent stands in the table.
    const frequent = this.entry.frequent ? /** @type {string[]} */ ((await this.table()).frequent) : [];
    // What has been typed so far may be a frequent word already: it is not asked then what else it may become.
    const own = frequent.indexOf(token.prefix ? token.folded + SEPARATOR : token.folded);
    if (own >= 0) return this.load("f", own);
    const begun = token.prefix ? frequent.filter((word) => word.startsWith(token.folded)) : [];
    const loading = begun.map((word) => this.load("f", frequent.indexOf(word)));
    return (await Promise.all([...loading, this.wordsIn("c", this.entry.common, token)])).flat();
  }

  /**
   * @param {Tier} tier
   * @param {number} parts how many the tier has
   * @param {Token} token
   * @returns {Promise<import("./postings.js").Word[]>}
   */
  async wordsIn(tier, parts, token) {
    return parts ? this.load(tier, hashOf(bucketKey(token.folded)) % parts) : [];
  }

  /**
   * @param {"f" | Tier} tier
   * @param {number} number
   * @returns {Promise<import("./postings.js").Word[]>}
   */
  load(tier, number) {
    return this.once(`${tier}/${number}`, async () =>
      decodePostings(await this.data.part(this.entry.name, { tier, number }, () => this.place(tier, number))),
    );
  }

  /**
   * The articles with `token`, looked for in one tier.
   * @param {Token} token
   * @param {Tier} tier
   * @returns {Promise<Found>}
   */
  async find(token, tier) {
    const words = await this.words(token, tier);
    const key = `${tier} ${token.prefix} ${token.form}`;
    const before = this.found.get(key);
    if (before) return before;
    const matching = words.filter((word) =>
      token.prefix ? word.folded.startsWith(token.folded) : word.folded === token.folded,
    );
    const found = { codes: new Uint8Array(this.entry.articles), count: 0, words: matching };
    if (matching.length) this.ask(token, matching, found);
    if (this.found.size >= MOST_REMEMBERED) this.found.clear();
    this.found.set(key, found);
    return found;
  }

  /**
   * @param {Token} token
   * @param {import("./postings.js").Word[]} words
   * @param {Found} found
   */
  ask(token, words, found) {
    if (this.engine) this.askEngine(this.engine, token, words, found);
    else readOff(words, found);
    // The engine could be asked for the marks too, in as long again; the words say it by themselves.
    for (const word of words) {
      const same = token.prefix ? word.form.startsWith(token.form) : isSame(token.form, word.form);
      if (same) for (const article of word.articles) found.codes[article] |= EXACT;
    }
  }

  /**
   * @param {import("./engine.js").Engine} engine
   * @param {Token} token
   * @param {import("./postings.js").Word[]} words
   * @param {Found} found
   */
  askEngine(engine, token, words, found) {
    for (let first = 0, number = 0; first < this.entry.articles; first += SHARD, number++) {
      const inShard = words.map((word) => within(word, first)).filter((word) => word.articles.length);
      if (!inShard.length) continue;
      const shard = this.shard(engine, number);
      const fresh = inShard.filter((word) => !shard.known.has(word.folded));
      if (fresh.length) shard.engine.learn(fresh);
      for (const word of fresh) shard.known.add(word.folded);
      for (const hit of shard.engine.find(token.folded, token.form)) {
        found.codes[first + hit.article] = codeOf(hit.weight);
        found.count++;
      }
    }
  }

  /**
   * @param {import("./engine.js").Engine} engine
   * @param {number} number
   */
  shard(engine, number) {
    this.shards[number] ??= {
      engine: engine.shard(Math.min(SHARD, this.entry.articles - number * SHARD)),
      known: new Set(),
    };
    return this.shards[number];
  }

  /** A long session must not grow: what was loaded first goes, and the browser's cache still has it. */
  forgetOldest() {
    for (const name of this.loaded.keys()) {
      if (name === TABLE || name === RARE) continue;
      this.loaded.delete(name);
      return;
    }
  }

  /**
   * @param {string} name
   * @param {(file: string) => Promise<any>} load
   */
  once(name, load) {
    let loading = this.loaded.get(name);
    if (!loading) {
      loading = load(`${this.entry.name}/${name}`);
      this.loaded.set(name, loading);
      if (this.loaded.size > MOST_LOADED) this.forgetOldest();
      // What failed may be tried again.
      loading.catch(() => this.loaded.delete(name));
    }
    return loading;
  }
}

/**
 * Where a part of a tier lies: its pack, and the bytes there. bulletin/search/packs.py says how.
 * @param {keyof typeof PACKS} tier
 * @param {string} sizes a letter a part
 * @param {number} number
 */
export function placeOf(tier, sizes, number) {
  const { parts, unit } = PACKS[tier];
  const first = number - (number % parts);
  const size = (/** @type {number} */ one) => unit * (sizes.charCodeAt(one) - FIRST_LETTER);
  let from = 0;
  for (let one = first; one < number; one++) from += size(one);
  return { file: `${tier}/${first / parts}.bin`, from, to: from + size(number) };
}

/**
 * @param {import("./postings.js").Word[]} words
 * @param {Found} found
 */
function readOff(words, found) {
  const { codes } = found;
  for (const word of words) {
    word.articles.forEach((article, place) => {
      const code = codeOf(word.weights[place]);
      if (!codes[article]) found.count++;
      codes[article] = stronger(codes[article], code);
    });
  }
}

/** @param {number} weight as bulletin/search/documents.py gives it */
function codeOf(weight) {
  if (weight >= 48) return TITLE | ((weight - 48) << OFTEN);
  return weight >= 24 ? BODY | ((weight - 24) << OFTEN) : LONG_FORM | ((weight - 12) << OFTEN);
}

/**
 * The code of a word of two forms in one article: the better place, and how often the commoner one stands.
 * @param {number} one
 * @param {number} other
 */
function stronger(one, other) {
  return Math.max(one & WEIGHT, other & WEIGHT) | (Math.max(one >> OFTEN, other >> OFTEN) << OFTEN);
}

/**
 * The part of a word that lies in the shard which begins with the article `first`.
 * @param {import("./postings.js").Word} word
 * @param {number} first
 */
function within(word, first) {
  const start = lowerBound(word.articles, first);
  const end = lowerBound(word.articles, first + SHARD);
  return {
    form: word.form,
    folded: word.folded,
    articles: word.articles.slice(start, end).map((article) => article - first),
    weights: word.weights.slice(start, end),
  };
}
