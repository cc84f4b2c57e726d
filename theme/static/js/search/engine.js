// Pagefind's engine, asked for one word in one run of articles (a shard) at a time.

import { Bytes } from "./cbor.js";

// The engine's time is quadratic in the articles that have the word, so it gets few at once.
export const SHARD = 128;

/** @typedef {import("./postings.js").Word} Word */
/** @typedef {{article: number, weight: number}} Hit */

/** The engine once loaded; all shards live in the memory of one WebAssembly instance. */
export class Engine {
  /**
   * @param {any} glue the functions of Pagefind's module
   * @param {Uint8Array} wasm
   * @param {{version: string, page: string[]}} facts
   */
  constructor(glue, wasm, facts) {
    glue.initSync({ module: wasm });
    this.glue = glue;
    this.facts = facts;
  }

  /**
   * A shard of so many articles, without any word yet.
   * @param {number} articles
   */
  shard(articles) {
    return new Shard(this.glue, this.metadata(articles));
  }

  /** @param {number} articles */
  metadata(articles) {
    const bytes = new Bytes();
    bytes.array(6);
    bytes.text(this.facts.version);
    bytes.array(articles);
    for (let article = 0; article < articles; article++) {
      bytes.array(2 + this.facts.page.length);
      bytes.text(String(article));
      bytes.integer(1);
      for (const rest of this.facts.page) bytes.text(rest);
    }
    for (let list = 0; list < 4; list++) bytes.array(0);
    return bytes.finish();
  }
}

/** A run of articles in the engine. */
class Shard {
  /**
   * @param {any} glue
   * @param {Uint8Array} metadata
   */
  constructor(glue, metadata) {
    this.glue = glue;
    this.pointer = glue.init_pagefind(metadata);
    if (!this.pointer) throw new Error("the engine refused the metadata");
  }

  /**
   * Give the shard words to know; their articles are numbered within the shard.
   * @param {Word[]} words forms of one folded word together
   */
  learn(words) {
    this.pointer = this.glue.load_index_chunk(this.pointer, chunkOf(words));
    if (!this.pointer) throw new Error("the engine refused a chunk");
  }

  /**
   * The articles with a token, or with a word that begins with it.
   * @param {string} folded
   * @param {string} form the token with its marks
   * @returns {Hit[]}
   */
  find(folded, form) {
    const answer = JSON.parse(this.glue.search(this.pointer, folded, form, "{}", "", false, false));
    return (answer.results ?? []).map((/** @type {any} */ result) => ({
      article: Number(result.p),
      weight: result.l.reduce(
        (/** @type {number} */ most, /** @type {any} */ place) => Math.max(most, place.w),
        0,
      ),
    }));
  }
}

/**
 * An index chunk, as bulletin/search/index_chunk.py describes it.
 * @param {Word[]} words
 * @returns {Uint8Array}
 */
export function chunkOf(words) {
  /** @type {Map<string, Word[]>} */
  const byFolded = new Map();
  for (const word of words) {
    const forms = byFolded.get(word.folded);
    if (forms) forms.push(word);
    else byFolded.set(word.folded, [word]);
  }
  const bytes = new Bytes();
  bytes.array(1);
  bytes.array(byFolded.size);
  for (const [folded, forms] of byFolded) {
    const marked = forms.filter((word) => word.form !== folded);
    bytes.array(3);
    bytes.text(folded);
    places(
      bytes,
      forms.find((word) => word.form === folded),
    );
    bytes.array(marked.length);
    for (const word of marked) {
      bytes.array(2);
      bytes.text(word.form);
      places(bytes, word);
    }
  }
  return bytes.finish();
}

/**
 * @param {Bytes} bytes
 * @param {Word | undefined} word
 */
function places(bytes, word) {
  bytes.array(word ? word.articles.length : 0);
  let before = 0;
  word?.articles.forEach((article, place) => {
    bytes.array(3);
    bytes.integer(article - before);
    bytes.array(2);
    bytes.integer(-1 - word.weights[place]);
    bytes.integer(0);
    bytes.array(0);
    before = article;
  });
}
