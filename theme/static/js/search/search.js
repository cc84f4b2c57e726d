// The search as one thing: opened once, asked with a request, it reports what it has so far and then the whole answer.

import { Bundle } from "./bundle.js";
import { Engine } from "./engine.js";
import { Marker } from "./excerpt.js";
import { Facets, Table } from "./facets.js";
import { Gathered } from "./gather.js";
import { Plan } from "./plan.js";
import { parseQuery } from "./query.js";
import { byDate, byRelevance, rankBundle } from "./rank.js";

/**
 * @typedef {import("./facets.js").Filters} Filters
 * @typedef {{text: string, typing: boolean, filters: Filters, order: "relevance" | "date", shown: number}} Request
 * @typedef {{path: string, anchor: number, date: string, section: string, sources: string[], provinces: string[],
 *   title: import("./excerpt.js").Segment[], excerpt: import("./excerpt.js").Segment[]}} Result
 * @typedef {{results: Result[], total: number, atMost: boolean, complete: boolean, covered: number, size: number,
 *   counts: Record<string, Record<string, number>>, failed: string[], searched: number, articles: number,
 *   names: import("./facets.js").Names, others: string[]}} Answer
 *   `atMost`: the total may be smaller, for want of reading every text; `covered` of `size` syllables are in each
 *   result; `others` are other ways to write what was asked
 */

const AT_ONCE = 4;
const FIRST_REPORT_MS = 150;
const MOST_QUOTES_READ = 60;

export class Search {
  /** @param {import("./data.js").HttpData} data */
  constructor(data) {
    this.data = data;
    /** @type {Promise<void> | null} */
    this.opening = null;
  }

  /** Load what every query needs. May be called again after a failure. */
  open() {
    this.opening ??= this.load().catch((error) => {
      this.opening = null;
      throw error;
    });
    return this.opening;
  }

  async load() {
    const manifest = await this.data.manifest();
    const [glue, wasm, names, syllables] = await Promise.all([
      this.data.module(manifest.engine.glue),
      this.data.bytes(manifest.engine.wasm),
      this.data.value(manifest.names),
      this.data.value(manifest.syllables),
    ]);
    const engine = new Engine(glue, wasm, manifest.engine);
    /** @type {import("./facets.js").Names} */
    this.names = names;
    /** @type {string[]} */
    this.syllables = syllables;
    /** @type {Bundle[]} */
    this.bundles = manifest.bundles.map((/** @type {any} */ entry) => new Bundle(entry, this.data, engine));
    /** @type {(Table | null)[]} */
    this.tables = this.bundles.map(() => null);
  }

  /**
   * Answer a request. `report` gets what is known so far, again and again; `isWanted` turns false when nobody waits.
   * @param {Request} request
   * @param {(answer: Answer) => void} report
   * @param {() => boolean} isWanted
   */
  async answer(request, report, isWanted) {
    await this.open();
    const query = parseQuery(request.text.normalize("NFC"), request.typing);
    const plan = new Plan(query, this.syllables);
    const walk = new Walk(this, request, new Gathered(this.bundles, plan));
    await walk.run(report, isWanted);
  }
}

/** One request on its way through the bundles. */
class Walk {
  /**
   * @param {Search} search
   * @param {Request} request
   * @param {Gathered} gathered
   */
  constructor(search, request, gathered) {
    this.search = search;
    this.request = request;
    this.gathered = gathered;
    this.query = gathered.plan.query;
    this.searched = 0;
    /** @type {Set<number>} bundles that could not be read */
    this.failed = gathered.failed;
  }

  /**
   * @param {(answer: Answer) => void} report
   * @param {() => boolean} isWanted
   */
  async run(report, isWanted) {
    const { bundles } = this.search;
    let reportAt = performance.now() + FIRST_REPORT_MS;
    let next = 0;
    const worker = async () => {
      while (next < bundles.length && isWanted()) {
        await this.visit(next++);
        if (performance.now() < reportAt || !isWanted() || this.searched === bundles.length) continue;
        reportAt = Infinity;
        report(await this.result(false));
        reportAt = performance.now() + FIRST_REPORT_MS * 2;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (!isWanted()) return;
    await this.gathered.rest();
    if (isWanted()) report(await this.result(true));
  }

  /** @param {number} index */
  async visit(index) {
    const { bundles, tables } = this.search;
    await Promise.all([
      this.gathered.first(index),
      this.gathered.guard(index, async () => {
        tables[index] ??= new Table(await bundles[index].table());
      }),
    ]);
    this.searched++;
  }

  /**
   * @param {boolean} complete
   * @returns {Promise<Answer>}
   */
  async result(complete) {
    const facets = new Facets(this.search.names, this.request.filters);
    const { found, covered } = this.found(facets);
    const marker = new Marker(
      this.query,
      this.gathered.loose.map((token) => this.query.parts[token.part].syllables[token.at]),
      this.search.names.equivalents,
    );
    const { results, dropped, read } = await this.shown(found, marker);
    const bundles = this.search.bundles;
    const hasQuotes = this.query.parts.some((part) => part.exact && part.syllables.length > 2);
    return {
      results,
      total: found.length - dropped,
      atMost: hasQuotes && read < found.length,
      complete,
      covered,
      size: this.query.size,
      counts: facets.counts,
      failed: [...this.failed].sort((a, b) => a - b).map((index) => span(bundles[index].entry)),
      searched: this.searched,
      articles: this.gathered.articles,
      names: this.search.names,
      others: marker.others.map((phrase) => phrase.join(" ")).slice(0, 4),
    };
  }

  /**
   * The articles with most of the words that pass the filters, in the order asked for.
   * @param {Facets} facets
   */
  found(facets) {
    const ranked = this.search.bundles.flatMap((bundle, index) => {
      const table = this.search.tables[index];
      if (!table || this.failed.has(index)) return [];
      if (this.query.size) return rankBundle(this.gathered, index);
      return Array.from({ length: bundle.entry.articles }, (_, article) => ({
        bundle: index,
        article,
        covered: 0,
        exact: 0,
        score: 0,
      }));
    });
    const covered = ranked.reduce((most, one) => Math.max(most, one.covered), 0);
    const found = ranked.filter(
      (one) => one.covered === covered && facets.take(this.table(one.bundle).facts(one.article)),
    );
    found.sort(this.request.order === "date" || !this.query.size ? byDate : byRelevance);
    return { found, covered };
  }

  /**
   * The results to show. Quotes are held against the texts; the first results are put in order by their texts.
   * @param {import("./rank.js").Ranked[]} found
   * @param {Marker} marker
   */
  async shown(found, marker) {
    const wanted = this.request.shown;
    const isQuoted = this.query.parts.some((part) => part.exact);
    /** @type {{ranked: import("./rank.js").Ranked, result: Result, run: number}[]} */
    const kept = [];
    let read = 0;
    let dropped = 0;
    while (kept.length < wanted && read < found.length && (read < wanted || read < MOST_QUOTES_READ)) {
      const batch = found.slice(read, read + wanted - kept.length);
      read += batch.length;
      const shown = await Promise.all(batch.map((ranked) => this.show(ranked, marker, isQuoted)));
      for (const one of shown) {
        if (one) kept.push(one);
        else dropped++;
      }
    }
    if (this.request.order === "relevance" && this.query.size) {
      kept.sort(
        (a, b) =>
          b.ranked.exact - a.ranked.exact ||
          b.ranked.score * (1 + b.run) - a.ranked.score * (1 + a.run) ||
          byDate(a.ranked, b.ranked),
      );
    }
    return { results: kept.map((one) => one.result), dropped, read };
  }

  /**
   * @param {import("./rank.js").Ranked} ranked
   * @param {Marker} marker
   * @param {boolean} isQuoted
   */
  async show(ranked, marker, isQuoted) {
    let text;
    const readable = await this.gathered.guard(ranked.bundle, async () => {
      text = await this.search.bundles[ranked.bundle].text(ranked.article);
    });
    const facts = this.table(ranked.bundle).facts(ranked.article);
    const [year, month, day] = facts.date.split("-");
    const path = `${year}/${month}/${day}/${facts.number}/`;
    /** @type {any} */
    const { title, paragraphs, sources, provinces, author } = readable
      ? text
      : { title: `Bài ${facts.number}, số ra ngày ${day}/${month}/${year}`, paragraphs: [], sources: [], provinces: [] };
    const texts = [title, author ?? "", ...paragraphs.map((/** @type {[number, string]} */ [, one]) => one)];
    if (isQuoted && readable && !marker.holdsQuotes(texts)) return null;
    const excerpt = marker.excerpt(paragraphs);
    const heading = marker.read(title);
    return {
      ranked,
      run: Math.max(excerpt.run, heading.run * 1.5),
      result: {
        path,
        anchor: excerpt.anchor,
        date: facts.date,
        section: this.search.names.sections.find((one) => one.slug === facts.section)?.name ?? facts.section,
        sources,
        provinces,
        title: marker.whole(title),
        excerpt: excerpt.segments,
      },
    };
  }

  /** @param {number} index */
  table(index) {
    return /** @type {Table} */ (this.search.tables[index]);
  }
}

/** @param {import("./bundle.js").Entry} entry */
function span(entry) {
  const shown = (/** @type {string} */ date) => date.split("-").reverse().join("/");
  return entry.from === entry.to ? shown(entry.from) : `${shown(entry.from)} – ${shown(entry.to)}`;
}
