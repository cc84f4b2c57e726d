// How a query is read: what in it is looked for, what is a filter, and what says nothing.

import { columnsOf, NO_FILTERS } from "./facets.js";
import { without } from "./mentions.js";

/**
 * @typedef {import("./facets.js").Filters} Filters
 * @typedef {import("./mentions.js").Mention} Mention
 */

// Days and newspapers stand in hardly any text: they are taken out of the query, and only if nothing is found put back.
const SURE = new Set(["ngay", "thang", "nguon"]);

export class Reading {
  /**
   * @param {import("./query.js").Query} typed
   * @param {import("./mentions.js").Mentions} mentions
   * @param {import("./walk.js").Request} request
   * @param {{asText: boolean}} how whether days and newspapers are to be looked for in the texts
   */
  constructor(typed, mentions, request, { asText }) {
    const all = mentions.of(typed);
    const days = Object.assign({}, ...all.map((one) => one.filters), kept(request.filters));
    const timed = (/** @type {Mention[]} */ list) => list.map((one) => mentions.inTime(one, days));
    const found = timed(all).filter((one) => isFree(one, request));
    /** @type {Mention[]} what is a filter, or may be */
    this.mentions = found;
    this.sure = asText ? [] : found.filter((one) => isSure(one, typed));
    this.query = mentions.apart(without(typed, this.sure));
    /** @type {Mention[]} what is a filter only where that finds as much */
    this.doubtful = timed(mentions.of(this.query)).filter(
      (one) => isFree(one, request) && !isSure(one, this.query),
    );
    this.filters = merged(request.filters, this.sure);
    this.idleWords = wordsAt(this.query, (part) => this.query.parts[part].idle);
  }

  /** What must be known of the articles to tell which pass. */
  columns() {
    const on = Object.keys(kept(this.filters));
    return columnsOf([...on, ...this.doubtful.map((one) => one.kind)]);
  }

  /**
   * @param {Mention[]} on the doubtful ones that are filters
   * @returns {import("./walk.js").Chip[]}
   */
  chips(on) {
    const kinds = new Set([...this.sure, ...on].map((one) => one.kind));
    return this.mentions.map(({ kind, label, filters }) => ({ kind, label, filters, on: kinds.has(kind) }));
  }
}

/**
 * @param {Filters} filters
 * @param {Mention[]} mentions
 * @returns {Filters}
 */
export function merged(filters, mentions) {
  return Object.assign({ ...NO_FILTERS, ...filters }, ...mentions.map((one) => one.filters));
}

/**
 * The filters that are set.
 * @param {Filters} filters
 */
function kept(filters) {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
}

/**
 * The words of a query at some places, neighbours together, as typed.
 * @param {import("./query.js").Query} query
 * @param {(part: number, at: number) => boolean} isWanted
 */
export function wordsAt(query, isWanted) {
  /** @type {string[]} */
  const words = [];
  query.parts.forEach((part, number) => {
    let before = -2;
    part.places.forEach(({ start, end }, at) => {
      if (part.not || !isWanted(number, at)) return;
      if (before === at - 1) words.push(query.text.slice(part.places[at - 1].end, start));
      const piece = query.text.slice(start, end);
      if (before === at - 1) words.push(`${words.splice(-2).join("")}${piece}`);
      else words.push(piece);
      before = at;
    });
  });
  return words;
}

/**
 * Whether a mention may be a filter: the reader has not said otherwise.
 * @param {Mention} mention
 * @param {import("./walk.js").Request} request
 */
function isFree({ kind, filters }, request) {
  if (request.without?.includes(kind)) return false;
  return Object.entries(filters).every(([name, value]) => {
    const own = request.filters[/** @type {keyof Filters} */ (name)];
    return !own || own === value;
  });
}

/**
 * @param {Mention} mention
 * @param {import("./query.js").Query} query
 */
function isSure({ kind, part }, query) {
  return SURE.has(kind) || query.parts[part].field !== "text";
}
