// One request on its way through the bundles: what was found so far, and in the end the whole answer.

import { Marker } from "./excerpt.js";
import { Facets, Table } from "./facets.js";
import { byDate, byRelevance, mayHoldRun, rankBundle } from "./rank.js";

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

// Bundles are read one after the other, newest first; so many are being loaded meanwhile.
const AHEAD = 8;
const FIRST_REPORT_MS = 30;
// While the reader types, texts are not read before so long a pause: the next key would make them useless. The index
// is read meanwhile.
const PAUSE_MS = 105;
const LATER_REPORTS_MS = 400;
// How many texts are read to find those that have the words side by side: so many for a quoted phrase, so many for
// one that is not, and more where not one was found among them; at least so many at once.
const MOST_READ_FOR_QUOTES = 200;
const MOST_READ_FOR_RUNS = 40;
const MOST_READ_FOR_ONE_RUN = 120;
const READ_AT_ONCE = 4;
// Among so many articles with the words those are looked for that may have them side by side.
const MOST_LOOKED_AT = 2000;
// So many articles that may have a quoted phrase are all read, so that it can be told how many do.
const COUNTED_EXACTLY = 20;

export class Walk {
  /**
   * @param {import("./search.js").Search} search
   * @param {Request} request
   * @param {import("./gather.js").Gathered} gathered
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
      for (const ahead of bundles.slice(next, next + AHEAD)) ahead.prepare(this.gathered.plan.tokens);
      await this.visit(next);
      if (!isWanted()) return null;
      if (performance.now() < reportAt || next + 1 === bundles.length) continue;
      report(await this.result(false));
      reportAt = performance.now() + LATER_REPORTS_MS;
    }
    if (!isWanted()) return null;
    await this.gathered.rest();
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
    const { results, dropped, read } = await this.shown(found, marker, facets, complete);
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
   * @param {Facets} facets what was counted for `found`; what has not the quotes is taken back
   * @param {boolean} complete whether these are all
   */
  async shown(found, marker, facets, complete) {
    const wanted = this.request.shown;
    const isQuoted = this.query.parts.some((part) => part.exact);
    const byText = this.request.order === "relevance" && this.query.size > 0;
    // Articles with the words side by side may stand behind those that have them scattered: some more are read.
    const beyond = byText && complete ? MOST_LOOKED_AT : 0;
    const worthReading = isQuoted
      ? found.slice(0, Math.max(10 * wanted, MOST_READ_FOR_QUOTES))
      : found
          .slice(0, Math.max(wanted, beyond))
          .filter((one, place) => place < wanted || mayHoldRun(this.gathered, one))
          .slice(0, Math.max(wanted, MOST_READ_FOR_ONE_RUN));
    /** @type {{ranked: import("./rank.js").Ranked, result: Result, run: number}[]} */
    const kept = [];
    let read = 0;
    let dropped = 0;
    const withRun = () => kept.filter((one) => one.run >= 1).length;
    const missing = () => wanted - (byText && !isQuoted ? withRun() : kept.length);
    const mayGoOn = () => isQuoted || read < MOST_READ_FOR_RUNS || withRun() === 0;
    const countsAll = isQuoted && complete && found.length <= COUNTED_EXACTLY;
    while (read < worthReading.length && (read < wanted || (missing() > 0 && mayGoOn()) || countsAll)) {
      const most = read < wanted ? wanted : Math.max(READ_AT_ONCE, missing());
      const batch = worthReading.slice(read, read + most);
      read += batch.length;
      const shown = await Promise.all(batch.map((ranked) => this.show(ranked, marker, isQuoted)));
      shown.forEach((one, place) => {
        if (one) {
          kept.push(one);
        } else {
          dropped++;
          facets.take(this.table(batch[place].bundle).facts(batch[place].article), -1);
        }
      });
    }
    if (byText) {
      kept.sort(
        (a, b) =>
          b.ranked.exact - a.ranked.exact ||
          b.ranked.score * (1 + b.run) - a.ranked.score * (1 + a.run) ||
          byDate(a.ranked, b.ranked),
      );
    }
    return { results: kept.slice(0, wanted).map((one) => one.result), dropped, read };
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
      : {
          title: `Bài ${facts.number}, số ra ngày ${day}/${month}/${year}`,
          paragraphs: [],
          sources: [],
          provinces: [],
        };
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
