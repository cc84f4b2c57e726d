// The articles that answer a query within its filters: those with all of it, and where these are few, with most of it.

import { Facets } from "./facets.js";
import { Ranking, valueOf, WHOLE } from "./rank.js";
import { merged } from "./reading.js";

/** @typedef {import("./rank.js").Ranked} Ranked */

// Fewer articles with all of the query than this, and others are listed too; so many where it is short, as its words
// may have been meant apart.
const FEW = 10;
const FEW_OF_SHORT = 30;
const SHORT = 4;
// What share of the best coverage those others have at least, and about how many they are at most.
const LEAST = 0.4;
const MOST = 100;

export class Found {
  /** @param {import("./walk.js").Walk} walk */
  constructor(walk) {
    this.walk = walk;
    this.reading = walk.reading;
    this.query = walk.query;
    this.ranking = new Ranking(walk.gathered, walk.search.tables);
    /** @type {Ranked[]} */
    this.list = [];
    /** how many of them have the whole query */
    this.whole = 0;
    this.few = this.query.size > SHORT ? FEW : FEW_OF_SHORT;
    /** how many have it with all marks that were typed */
    this.same = 0;
    const ranked = this.query.size ? this.ranked() : this.every();
    /** @type {import("./mentions.js").Mention[]} */
    this.on = this.query.size ? this.chosen(ranked) : [];
    this.facets = new Facets(walk.search.names, merged(this.reading.filters, this.on));
    const list = this.isAllMentioned
      ? this.every(ranked)
      : this.on.length
        ? this.ranked(this.mask(this.on))
        : ranked;
    this.take(list);
    const byValue = walk.request.order === "relevance" && this.query.size > 0 && !this.isAllMentioned;
    this.list.sort(
      byValue ? (a, b) => valueOf(b) - valueOf(a) || this.byDate(a, b) : (a, b) => this.byDate(a, b),
    );
  }

  /** Whether so few have all of the query that others are worth listing. */
  get isScarce() {
    return this.whole < this.few;
  }

  /** Whether nothing of the query is left beside what is a filter. */
  get isAllMentioned() {
    return this.on.length > 0 && this.mask(this.on).every(Boolean);
  }

  /**
   * @param {boolean[]} mask places of the query that are filters
   * @returns {Ranked[]}
   */
  ranked(mask = []) {
    return this.bundles().flatMap((index) => this.ranking.bundle(index, mask));
  }

  /**
   * All articles; those of `ranked` as they are.
   * @param {Ranked[]} ranked
   * @returns {Ranked[]}
   */
  every(ranked = []) {
    const known = new Map(ranked.map((one) => [`${one.bundle} ${one.article}`, one]));
    return this.bundles().flatMap((bundle) =>
      Array.from({ length: this.walk.search.bundles[bundle].entry.articles }, (_, article) => ({
        ...{ bundle, article, score: 0, has: "" },
        ...known.get(`${bundle} ${article}`),
        ...{ covered: 1, exact: 1 },
      })),
    );
  }

  /** The bundles that could be read. */
  bundles() {
    const { search, failed } = this.walk;
    return search.bundles
      .map((_, index) => index)
      .filter((index) => search.tables[index] && !failed.has(index));
  }

  /**
   * Which of the doubtful mentions are filters: those that leave articles with all other words, unless the whole
   * query stands somewhere word for word and has other words, or the filter would hide what answers it best as it stands.
   * @param {Ranked[]} ranked
   */
  chosen(ranked) {
    const { doubtful } = this.reading;
    if (!doubtful.length) return [];
    const once = doubtful.filter(
      (one, place) => doubtful.findIndex((other) => other.kind === one.kind) === place,
    );
    const isAllNamed = this.mask(once).every(Boolean);
    const isPhrase = (/** @type {import("./mentions.js").Mention} */ one) =>
      !isAllNamed &&
      this.query.parts[one.part].syllables.length > one.span &&
      ranked.some((article) => article.covered >= WHOLE && this.ranking.mayHoldRun(article));
    const free = once.filter((one) => !isPhrase(one));
    const whole = ranked.filter((one) => one.covered >= WHOLE);
    const best = whole.reduce((first, one) => (valueOf(one) > valueOf(first) ? one : first), whole[0]);
    const sets = [free, ...free.map((one) => [one])].filter((set) => set.length);
    const isAsked = (/** @type {import("./mentions.js").Mention[]} */ set) =>
      this.mask(set).every(Boolean) || set.some((one) => one.kind === "muc");
    return sets.find((set) => this.isFruitful(ranked, set, isAsked(set) ? undefined : best)) ?? [];
  }

  /**
   * @param {Ranked[]} ranked
   * @param {import("./mentions.js").Mention[]} on
   * @param {Ranked | undefined} best the best answer without them, which must pass
   */
  isFruitful(ranked, on, best) {
    const facets = new Facets(this.walk.search.names, merged(this.reading.filters, on));
    const mask = this.mask(on);
    if (best && !facets.pass(this.facts(best))) return false;
    const list = mask.every(Boolean) ? this.every() : ranked;
    return list.some((one) => this.masked(one, mask).covered >= WHOLE && facets.pass(this.facts(one)));
  }

  /**
   * Which syllables of the query are filters by now.
   * @param {import("./mentions.js").Mention[]} on
   */
  mask(on) {
    return this.query.parts.flatMap((part, number) =>
      part.syllables.map(
        (_, at) =>
          part.not ||
          part.idle ||
          on.some((one) => one.part === number && one.at <= at && at < one.at + one.span),
      ),
    );
  }

  /**
   * An article without regard to what is a filter.
   * @param {Ranked} one
   * @param {boolean[]} mask
   * @returns {Ranked}
   */
  masked(one, mask) {
    const has = [...one.has].map((letter, place) => (mask[place] ? 3 : Number(letter)));
    return has.length
      ? { ...one, ...this.ranking.coverage(Uint8Array.from(has), mask), has: has.join("") }
      : one;
  }

  /**
   * Those of `ranked` that are answers, counted by facet.
   * @param {Ranked[]} ranked
   */
  take(ranked) {
    const passing = ranked.filter((one) => this.facets.pass(this.facts(one)));
    const isByDate = this.walk.request.order === "date";
    const isEnough = (/** @type {Ranked[]} */ list, few = FEW) =>
      list.length >= few || (list.length > 0 && isByDate);
    const all = passing.filter((one) => one.covered >= WHOLE);
    // Who types `căn cước` does not mean `cần cuộc`, unless there is hardly anything else.
    const asTyped = all.filter((one) => one.exact >= WHOLE);
    const least = isEnough(all, this.few) ? WHOLE : leastOf(passing);
    const leastExact = isEnough(asTyped) ? WHOLE : 0;
    const isAnswer = (/** @type {Ranked} */ one) =>
      one.covered >= least && one.exact >= leastExact * one.covered;
    this.whole = leastExact ? asTyped.length : all.length;
    this.same = asTyped.length;
    this.list = passing.filter(isAnswer);
    for (const one of ranked) if (isAnswer(one)) this.facets.take(this.facts(one));
  }

  /** @param {Ranked} one */
  facts({ bundle, article }) {
    return this.walk.table(bundle).facts(article);
  }

  /**
   * Newest day first, and within it as the issue has them.
   * @param {Ranked} a
   * @param {Ranked} b
   */
  byDate(a, b) {
    if (a.bundle !== b.bundle) return a.bundle - b.bundle;
    const { dates } = this.walk.table(a.bundle);
    const [one, other] = [dates[a.article], dates[b.article]];
    return one === other ? a.article - b.article : one < other ? 1 : -1;
  }
}

/** @param {Ranked[]} passing */
function leastOf(passing) {
  const shares = passing.map((one) => one.covered).sort((a, b) => b - a);
  return Math.max(LEAST * (shares[0] ?? 0), shares[MOST] ?? 0);
}
