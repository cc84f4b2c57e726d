// One request on its way through the bundles: what was found so far, and in the end the whole answer.

import { Marker } from "./excerpt.js";
import { Table } from "./facets.js";
import { Found } from "./found.js";
import { showResults } from "./show.js";

/**
 * @typedef {import("./facets.js").Filters} Filters
 * @typedef {{text: string, typing: boolean, filters: Filters, order: "relevance" | "date", shown: number,
 *   without?: string[], asTyped?: boolean, columns?: import("./facets.js").Column[]}} Request
 *   `without`: the kinds of mention that are not to be filters; `asTyped`: nothing is to be mended; `columns`: what else is
 *   to be known of the articles: provinces and sources for their counts, authors for a list that is taken away
 * @typedef {{path: string, anchor: number, date: string, section: string, sources: string[], provinces: string[],
 *   author: string, authors: string[], title: import("./excerpt.js").Segment[], excerpt: import("./excerpt.js").Segment[], missing: string[]}} Result
 * @typedef {{kind: import("./mentions.js").Kind, label: string, on: boolean, filters: Partial<Filters>}} Chip
 * @typedef {{results: Result[], total: number, whole: number, same: number, run: number, atMost: boolean, complete: boolean, idle: string[],
 *   counts: Record<string, Record<string, number>>, columns: import("./facets.js").Column[], failed: string[],
 *   searched: number, articles: number,
 *   names: import("./facets.js").Names, others: string[], chips: Chip[], issue: string,
 *   isFilterOnly: boolean, mended: {text: string, instead: boolean} | null}} Answer
 *   `whole` of `total` have all words, `same` surely so with all marks that were typed; `run`: the share of them that stands side by side in one of `results`, more than 1
 *   in a title; `atMost`: the total may be smaller, for want of reading every text; `idle` are
 *   the words that say nothing; `others` are other ways to write what was asked; `issue` is the day that was asked for,
 *   where there is an issue; `isFilterOnly`: nothing is looked for in texts; `mended` is how the query was probably meant, `instead` if that is what was found
 */

// Bundles are read one after the other, newest first; so many are being loaded meanwhile.
const AHEAD = 8;
const FIRST_REPORT_MS = 30;
// While the reader types, texts are not read before so long a pause: the next key would make them useless. The index
// is read meanwhile.
const PAUSE_MS = 105;
const LATER_REPORTS_MS = 400;

export class Walk {
  /**
   * @param {import("./search.js").Search} search
   * @param {Request} request
   * @param {import("./gather.js").Gathered} gathered
   * @param {import("./reading.js").Reading} reading
   */
  constructor(search, request, gathered, reading) {
    this.search = search;
    this.request = request;
    this.gathered = gathered;
    this.reading = reading;
    this.query = gathered.plan.query;
    this.columns = [...new Set([...(request.columns ?? []), ...reading.columns()])];
    this.searched = 0;
    /** @type {Set<number>} bundles that could not be read */
    this.failed = gathered.failed;
  }

  /**
   * The whole answer, or null when nobody waits for it any more; `report` gets what is known on the way.
   * @param {(answer: Answer) => void} report
   * @param {() => boolean} isWanted
   * @returns {Promise<Answer | null>}
   */
  async run(report, isWanted) {
    const { bundles } = this.search;
    const started = performance.now();
    let reportAt = started + (this.request.typing ? PAUSE_MS : FIRST_REPORT_MS);
    for (let next = 0; next < bundles.length; next++) {
      for (const [at, ahead] of bundles.slice(next, next + AHEAD).entries())
        ahead.prepare(this.gathered.plan.tokens, this.unknown(next + at));
      await this.visit(next);
      if (!isWanted()) return null;
      if (performance.now() < reportAt || next + 1 === bundles.length) continue;
      report(await this.result(false));
      reportAt = performance.now() + LATER_REPORTS_MS;
    }
    if (!isWanted()) return null;
    await this.gathered.rest();
    if (isWanted() && this.query.size && new Found(this).isScarce) await this.gathered.apart();
    const left = this.request.typing && isWanted() ? started + PAUSE_MS - performance.now() : 0;
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    return isWanted() ? this.result(true) : null;
  }

  /** @param {number} index */
  async visit(index) {
    const { bundles, tables } = this.search;
    await Promise.all([
      this.gathered.first(index),
      this.gathered.guard(index, async () => {
        const table = (tables[index] ??= new Table(await bundles[index].table()));
        for (const name of this.unknown(index)) table.learn(name, await bundles[index].column(name));
      }),
    ]);
    this.searched++;
  }

  /**
   * The columns of a bundle that are wanted and not there yet.
   * @param {number} index
   */
  unknown(index) {
    return this.columns.filter((name) => !this.search.tables[index]?.columns[name]);
  }

  /**
   * @param {boolean} complete
   * @returns {Promise<Answer>}
   */
  async result(complete) {
    const found = new Found(this);
    const { names, bundles } = this.search;
    const marker = new Marker(
      this.query,
      this.gathered.loose.map((token) => this.query.parts[token.part].syllables[token.at]),
      names.equivalents,
    );
    const { results, dropped, read, run } = await showResults(this, found, marker, complete);
    const hasQuotes = this.query.parts.some((part) => part.exact && part.syllables.length > 2);
    return {
      results,
      total: found.list.length - dropped,
      whole: found.whole - dropped,
      // What was not looked for may be missing.
      same: this.gathered.passed.length ? 0 : found.same,
      run,
      atMost: hasQuotes && read < found.list.length,
      complete,
      idle: this.reading.idleWords,
      counts: found.facets.counts,
      columns: this.columns,
      failed: [...this.failed].sort((a, b) => a - b).map((index) => span(bundles[index].entry)),
      searched: this.searched,
      articles: this.gathered.articles,
      names,
      others: marker.others.map((phrase) => phrase.join(" ")).slice(0, 4),
      chips: [...this.reading.chips(found.on)],
      issue: this.issue(),
      isFilterOnly: found.isAllMentioned || !this.query.size,
      mended: null,
    };
  }

  /** The day that the query names, where there is an issue of it. */
  issue() {
    const day = this.reading.mentions.find((mention) => mention.kind === "ngay")?.filters.tu ?? "";
    return day && this.search.tables.some((table) => table?.dates.includes(day)) ? day : "";
  }

  /** @param {number} index */
  table(index) {
    return /** @type {Table} */ (this.search.tables[index]);
  }
}

/** @param {import("./bundle.js").Entry} entry */
function span(entry) {
  const shown = (/** @type {string} */ date) => date.split("-").reverse().join("/");
  return entry.first === entry.last ? shown(entry.first) : `${shown(entry.first)} – ${shown(entry.last)}`;
}
