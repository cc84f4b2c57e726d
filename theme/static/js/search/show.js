// The results to show of what was found: quotes are held against the texts, and the first ones put in order by theirs.

import { valueOf } from "./rank.js";
import { wordsAt } from "./reading.js";

/**
 * @typedef {import("./rank.js").Ranked} Ranked
 * @typedef {import("./excerpt.js").Marker} Marker
 * @typedef {import("./walk.js").Walk} Walk
 * @typedef {import("./walk.js").Result} Result
 */

// How many texts are read to find those that have the words side by side: so many for a quoted phrase, so many for
// one that is not, and more where not one was found among them; at least so many at once.
const MOST_READ_FOR_QUOTES = 200;
const MOST_READ_FOR_RUNS = 40;
const MOST_READ_FOR_ONE_RUN = 120;
const READ_AT_ONCE = 4;
// Among so many articles with the words those are looked for that may have them side by side.
const MOST_LOOKED_AT = 2000;
// What a text gains that has the whole query side by side, beside the share of it that stands so; in the title it is more.
const ALL_SIDE_BY_SIDE = 3;
const IN_TITLE = 1.5;
// So many articles that may have a quoted phrase are all read, so that it can be told how many do.
const COUNTED_EXACTLY = 40;

/**
 * @param {Walk} walk
 * @param {import("./found.js").Found} found what has not the quotes is taken back from its counts
 * @param {Marker} marker
 * @param {boolean} complete whether everything was found
 */
export async function showResults(walk, { list, facets, ranking, byDate, isAllMentioned }, marker, complete) {
  const wanted = walk.request.shown;
  const isQuoted = walk.query.parts.some((part) => part.exact && !part.not);
  const byText = walk.request.order === "relevance" && walk.query.size > 0 && !isAllMentioned;
  // Articles with the words side by side may stand behind those that have them scattered: some more are read.
  const beyond = byText && complete ? MOST_LOOKED_AT : 0;
  const worthReading = isQuoted
    ? list.slice(0, Math.max(10 * wanted, MOST_READ_FOR_QUOTES))
    : list
        .slice(0, Math.max(wanted, beyond))
        .filter((one, place) => place < wanted || ranking.mayHoldRun(one))
        .slice(0, Math.max(wanted, MOST_READ_FOR_ONE_RUN));
  /** @type {{ranked: Ranked, result: Result, run: number}[]} */
  const kept = [];
  let read = 0;
  let dropped = 0;
  const withRun = () => kept.filter((one) => one.run >= 1).length;
  const missing = () => wanted - (byText && !isQuoted ? withRun() : kept.length);
  const mayGoOn = () => isQuoted || read < MOST_READ_FOR_RUNS || withRun() === 0;
  const countsAll = isQuoted && complete && list.length <= COUNTED_EXACTLY;
  while (read < worthReading.length && (read < wanted || (missing() > 0 && mayGoOn()) || countsAll)) {
    const most = read < wanted ? wanted : Math.max(READ_AT_ONCE, missing());
    const batch = worthReading.slice(read, read + most);
    read += batch.length;
    const shown = await Promise.all(batch.map((ranked) => show(walk, ranked, marker, isQuoted)));
    shown.forEach((one, place) => {
      if (one) {
        kept.push(one);
      } else {
        dropped++;
        facets.take(walk.table(batch[place].bundle).facts(batch[place].article), -1);
      }
    });
  }
  if (byText) {
    const value = (/** @type {{ranked: Ranked, run: number}} */ { ranked, run }) =>
      valueOf(ranked) * (1 + run + (run >= 1 ? ALL_SIDE_BY_SIDE : 0));
    kept.sort((a, b) => value(b) - value(a) || list.indexOf(a.ranked) - list.indexOf(b.ranked));
  }
  const run = kept.reduce((most, one) => Math.max(most, one.run), 0);
  return { results: kept.slice(0, wanted).map((one) => one.result), dropped, read, run };
}

/**
 * @param {Walk} walk
 * @param {Ranked} ranked
 * @param {Marker} marker
 * @param {boolean} isQuoted
 */
async function show(walk, ranked, marker, isQuoted) {
  let text;
  const readable = await walk.gathered.guard(ranked.bundle, async () => {
    text = await walk.search.bundles[ranked.bundle].text(ranked.article);
  });
  const facts = walk.table(ranked.bundle).facts(ranked.article);
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
  const { names } = walk.search;
  return {
    ranked,
    run: Math.max(excerpt.run, heading.run < 1 ? heading.run : IN_TITLE),
    result: {
      path,
      anchor: excerpt.anchor,
      date: facts.date,
      section: names.sections.find((one) => one.slug === facts.section)?.name ?? facts.section,
      sources,
      authors: facts.authors,
      provinces,
      author: author ?? "",
      title: marker.whole(title),
      excerpt: excerpt.segments,
      missing: missingWords(walk, ranked),
    },
  };
}

/**
 * The words of the query that an article has not, but for those that say nothing.
 * @param {Walk} walk
 * @param {Ranked} ranked
 */
function missingWords({ query, gathered }, { has, covered }) {
  if (covered >= 0.999 || new Set(query.parts.map((part) => part.group)).size < query.parts.length) return [];
  /** @type {number[]} */
  const starts = [];
  query.parts.reduce((start, part) => (starts.push(start), start + part.syllables.length), 0);
  const isUnknown = (/** @type {number} */ part, /** @type {number} */ at) =>
    gathered.unknown.some((token) => token.part === part && token.at === at);
  return wordsAt(
    query,
    (part, at) => has[starts[part] + at] === "0" && !query.parts[part].idle && !isUnknown(part, at),
  );
}
