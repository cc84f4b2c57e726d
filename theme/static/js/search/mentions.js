// What a query says of days, places, newspapers, sections and authors: each may be a filter. And its idle words.

import { mayMean, syllables } from "./words.js";

/**
 * @typedef {import("./facets.js").Names} Names
 * @typedef {import("./facets.js").Filters} Filters
 * @typedef {"ngay" | "thang" | "nam" | "tinh" | "muc" | "nguon" | "tacgia"} Kind
 * @typedef {{kind: Kind, filters: Partial<Filters>, label: string, part: number, at: number, span: number}} Mention
 *   where it stands: number of the part, first syllable, how many
 * @typedef {{kind: Kind, filters: Partial<Filters>, label: string, syllables: string[], byField: boolean}} Known
 *   `byField`: a name of common words, which means the newspaper only behind `nguồn:`
 */

const START = "(?<![\\p{L}\\p{N}/.\\-])";
const END = "(?![/.\\-]?[\\p{L}\\p{N}])";
const DAY_WORD = "(?:ng[àa]y\\s+)?";
const MONTH_WORD = "th[áa]ng\\s+";
const YEAR_WORD = "n[ăa]m\\s+";
/** @type {[Kind, RegExp][]} longest first */
const DATES = [
  ["ngay", new RegExp(`${START}(?<y>\\d{4})-(?<m>\\d{1,2})-(?<d>\\d{1,2})${END}`, "giu")],
  [
    "ngay",
    new RegExp(
      `${START}${DAY_WORD}(?<d>\\d{1,2})\\s?[/.\\-]\\s?(?<m>\\d{1,2})\\s?[/.\\-]\\s?(?<y>\\d{4})${END}`,
      "giu",
    ),
  ],
  [
    "ngay",
    new RegExp(
      `${START}${DAY_WORD}(?<d>\\d{1,2})\\s+${MONTH_WORD}(?<m>\\d{1,2})\\s+(?:${YEAR_WORD})?(?<y>\\d{4})${END}`,
      "giu",
    ),
  ],
  [
    "thang",
    new RegExp(
      `${START}${MONTH_WORD}(?<m>\\d{1,2})(?:\\s*[/.\\-]\\s*|\\s+(?:${YEAR_WORD})?)(?<y>\\d{4})${END}`,
      "giu",
    ),
  ],
  ["thang", new RegExp(`${START}(?<m>\\d{1,2})[/\\-](?<y>\\d{4})${END}`, "giu")],
  ["nam", new RegExp(`${START}${YEAR_WORD}(?<y>(?:19|20)\\d{2})${END}`, "giu")],
  ["nam", new RegExp(`${START}(?<y>(?:19|20)\\d{2})${END}`, "giu")],
];
const PAPER = ["báo", "tạp chí", "nguồn"].map((text) => text.split(" "));
const FEWEST_LETTERS = 3;
const LONG_NAME = 3;

/** Knows all names of an archive. */
export class Mentions {
  /**
   * @param {Names} names
   * @param {string} first the archive's first day
   * @param {string} last
   */
  constructor(names, first, last) {
    this.first = first;
    this.last = last;
    this.names = names;
    this.idle = names.idle.map((phrase) => phrase.split(" ")).sort((a, b) => b.length - a.length);
    this.blocked = names.blocked.map(syllables);
    this.known = [...provinces(names), ...sections(names), ...sources(names), ...authors(names)]
      .filter((one) => one.syllables.length)
      .sort((a, b) => b.syllables.length - a.syllables.length);
  }

  /**
   * The mentions of a query, each syllable in one at most.
   * @param {import("./query.js").Query} query
   * @returns {Mention[]}
   */
  of(query) {
    const taken = query.parts.map((part) => part.syllables.map(() => false));
    /** @type {Mention[]} */
    const found = [];
    const take = (/** @type {Mention} */ mention) => {
      const own = taken[mention.part].slice(mention.at, mention.at + mention.span);
      if (own.some(Boolean) || !own.length) return;
      taken[mention.part].fill(true, mention.at, mention.at + mention.span);
      found.push(mention);
    };
    // Names first: in `quang nam 2021` no word means a year.
    this.named(query).forEach(take);
    this.dates(query).forEach(take);
    return found;
  }

  /**
   * A mention of a province as the one that had this name then, where all that is asked for is as old.
   * @param {Mention} mention
   * @param {Filters} filters of which the last day is taken
   * @returns {Mention}
   */
  inTime(mention, filters) {
    const last = filters.den || (filters.nam && `${filters.nam}-12-31`);
    const today = this.names.provinces.find(
      (one) => mention.kind === "tinh" && one.slug === mention.filters.tinh,
    );
    const former = this.names.provinces.find(
      (one) => today && last && one.into === today.slug && one.name === today.name && last <= (one.to ?? ""),
    );
    if (!former) return mention;
    return { ...mention, filters: { tinh: former.slug }, label: provinceLabel(former, this.names) };
  }

  /**
   * @param {import("./query.js").Query} query
   * @returns {Mention[]}
   */
  dates(query) {
    return DATES.flatMap(([kind, pattern]) =>
      [...query.text.matchAll(pattern)].flatMap((match) => {
        const filters = this.filtersOf(kind, match.groups ?? {});
        const place = filters && placeOf(query, match.index, match.index + match[0].length);
        return place ? [{ kind, filters, label: labelOf(kind, match.groups ?? {}), ...place }] : [];
      }),
    );
  }

  /**
   * @param {Kind} kind
   * @param {Record<string, string>} numbers
   * @returns {Partial<Filters> | null} null where there is no such day, or no year of it
   */
  filtersOf(kind, { d, m, y }) {
    if (y < this.first.slice(0, 4) || y > this.last.slice(0, 4)) return null;
    if (kind === "nam") return { nam: y };
    const month = `${y}-${m.padStart(2, "0")}`;
    if (kind === "thang") {
      const days = new Date(Date.UTC(Number(y), Number(m), 0)).getUTCDate();
      return Number(m) >= 1 && Number(m) <= 12 ? { tu: `${month}-01`, den: `${month}-${days}` } : null;
    }
    const day = `${month}-${d.padStart(2, "0")}`;
    const real = new Date(`${day}T00:00:00Z`);
    return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(day) ? { tu: day, den: day } : null;
  }

  /**
   * @param {import("./query.js").Query} query
   * @returns {Mention[]}
   */
  named(query) {
    return query.parts.flatMap((part, number) => {
      if (part.exact || part.not || part.field === "title") return [];
      const wanted = part.field === "author" ? "tacgia" : part.field === "source" ? "nguon" : null;
      return this.known.flatMap((known) => {
        if (wanted ? known.kind !== wanted : known.byField) return [];
        return placesOf(known.syllables, part.syllables)
          .filter((at) => !this.isBlocked(part.syllables, at, known.syllables.length))
          .map((at) => ({ ...known, part: number, at, span: known.syllables.length }));
      });
    });
  }

  /**
   * Whether the syllables are inside a longer phrase that means something else: Thái Bình Dương.
   * @param {string[]} all
   * @param {number} at
   * @param {number} span
   */
  isBlocked(all, at, span) {
    return this.blocked.some((phrase) =>
      placesOf(phrase, all).some(
        (start) => start <= at && at + span <= start + phrase.length && span < phrase.length,
      ),
    );
  }

  /**
   * The idle words at the beginning and the end of a query's parts; none where there is nothing else.
   * @param {import("./query.js").Query} query
   * @returns {import("./query.js").Query} the same with those as parts of their own
   */
  apart(query) {
    const parts = query.parts.flatMap((part) => {
      if (part.exact || part.not || part.field !== "text") return [part];
      const { length } = part.syllables;
      let [from, to] = [0, length];
      for (let step = this.idleAt(part, from, to, true); step; step = this.idleAt(part, from, to, true))
        from += step;
      for (let step = this.idleAt(part, from, to, false); step; step = this.idleAt(part, from, to, false))
        to -= step;
      return [piece(part, 0, from, true), piece(part, from, to, false), piece(part, to, length, true)].flat();
    });
    return parts.every((part) => part.idle || part.not) ? query : { ...query, parts };
  }

  /**
   * How many syllables the longest idle phrase has at one end of a part.
   * @param {import("./query.js").Part} part
   * @param {number} from
   * @param {number} to
   * @param {boolean} atStart
   */
  idleAt({ syllables }, from, to, atStart) {
    const found = this.idle.find((phrase) => {
      const at = atStart ? from : to - phrase.length;
      return (
        at >= from &&
        at + phrase.length <= to &&
        phrase.every((one, step) => mayMean(syllables[at + step], one))
      );
    });
    return found?.length ?? 0;
  }
}

/**
 * A run of a part's syllables, if there are any.
 * @param {import("./query.js").Part} part
 * @param {number} from
 * @param {number} to
 * @param {boolean} idle
 * @returns {import("./query.js").Part[]}
 */
function piece(part, from, to, idle) {
  if (from >= to) return [];
  const unfinished = part.unfinished && to === part.syllables.length;
  return [
    {
      ...part,
      syllables: part.syllables.slice(from, to),
      places: part.places.slice(from, to),
      unfinished,
      idle,
    },
  ];
}

/**
 * @param {Names} names
 * @returns {Known[]}
 */
function provinces(names) {
  // Of two units of one name today's stands for both.
  const inOrder = [...names.provinces].sort((a, b) => Number(Boolean(a.into)) - Number(Boolean(b.into)));
  return inOrder.flatMap((one) =>
    forms([one.name, ...one.also], "tinh", { tinh: one.slug }, provinceLabel(one, names)),
  );
}

/**
 * A province's name, and where there are two of that name, which one is meant.
 * @param {import("./facets.js").Province} one
 * @param {Names} names
 */
function provinceLabel(one, names) {
  if (!names.provinces.some((other) => other !== one && other.name === one.name)) return one.name;
  if (one.into) return `${one.name}, đến 6/2025`;
  const others = names.provinces.filter((other) => other.into === one.slug && other.name !== one.name);
  return others.length ? `${one.name}, cả ${others.map((other) => other.name).join(", ")} cũ` : one.name;
}

/**
 * @param {Names} names
 * @returns {Known[]}
 */
function sections(names) {
  return names.sections.flatMap((one) => forms([one.name, ...one.also], "muc", { muc: one.slug }, one.name));
}

/**
 * A newspaper by its name behind «báo», by its address, by one word that is its name, or by a long name.
 * @param {Names} names
 * @returns {Known[]}
 */
function sources(names) {
  return names.sources.flatMap((one) => {
    const written = [one.name, ...one.also].map(syllables);
    const bare = written.map((own) => (startsWith(own, PAPER[0]) ? own.slice(1) : own));
    const hosts = [one.slug, ...one.also].filter((text) => text.includes(".") && !text.includes(" "));
    const single = [
      ...hosts.map((host) => syllables(host)[0]),
      ...bare.filter((own) => own.length === 1).flat(),
    ];
    const all = [
      ...written.filter((own) => own.length > 1 && (startsWith(own, PAPER[0]) || own.length >= LONG_NAME)),
      ...bare.flatMap((own) => PAPER.map((word) => [...word, ...own])),
      ...hosts.map(syllables),
      ...single.filter((word) => word && word.length >= FEWEST_LETTERS).map((word) => [word]),
    ];
    const known = (/** @type {string[]} */ own, /** @type {boolean} */ byField) =>
      /** @type {Known} */ ({
        kind: "nguon",
        filters: { nguon: one.slug },
        label: one.name,
        syllables: own,
        byField,
      });
    return [...all.map((own) => known(own, false)), ...bare.map((own) => known(own, true))];
  });
}

/**
 * @param {Names} names
 * @returns {Known[]}
 */
function authors(names) {
  return names.authors.flatMap((name) => {
    const known = forms([name], "tacgia", { tacgia: name }, name);
    return known.filter((one) => one.syllables.length > 1);
  });
}

/**
 * @param {string[]} texts
 * @param {Kind} kind
 * @param {Partial<Filters>} filters
 * @param {string} label
 * @returns {Known[]}
 */
function forms(texts, kind, filters, label) {
  return texts.map((text) => ({ kind, filters, label, syllables: syllables(text), byField: false }));
}

/**
 * @param {string[]} all
 * @param {string[]} first
 */
function startsWith(all, first) {
  return all.length > first.length && first.every((one, at) => all[at] === one);
}

/**
 * Where a phrase stands among typed syllables.
 * @param {string[]} phrase
 * @param {string[]} typed
 */
function placesOf(phrase, typed) {
  /** @type {number[]} */
  const places = [];
  for (let at = 0; at + phrase.length <= typed.length; at++) {
    if (phrase.every((one, step) => mayMean(typed[at + step], one))) places.push(at);
  }
  return places;
}

/**
 * The syllables between two places of the text, which must be in one part that is not quoted.
 * @param {import("./query.js").Query} query
 * @param {number} start
 * @param {number} end
 */
function placeOf(query, start, end) {
  for (const [part, { places, exact, not, field }] of query.parts.entries()) {
    if (exact || not || field !== "text") continue;
    const inside = places.flatMap((place, at) => (start <= place.start && place.end <= end ? [at] : []));
    if (inside.length) return { part, at: inside[0], span: inside.length };
  }
  return null;
}

/**
 * @param {Kind} kind
 * @param {Record<string, string>} numbers
 */
function labelOf(kind, { d, m, y }) {
  if (kind === "nam") return `năm ${y}`;
  return kind === "thang"
    ? `tháng ${Number(m)}/${y}`
    : `ngày ${d.padStart(2, "0")}/${m.padStart(2, "0")}/${y}`;
}

/**
 * A query without the syllables of some mentions; what stood on both sides of one is not side by side.
 * @param {import("./query.js").Query} query
 * @param {Mention[]} mentions
 * @returns {import("./query.js").Query}
 */
export function without(query, mentions) {
  if (!mentions.length) return query;
  /** @type {import("./query.js").Part[]} */
  const parts = [];
  query.parts.forEach((part, number) => {
    const gone = part.syllables.map((_, at) =>
      mentions.some((one) => one.part === number && one.at <= at && at < one.at + one.span),
    );
    let from = 0;
    for (let at = 0; at <= gone.length; at++) {
      if (at < gone.length && !gone[at]) continue;
      parts.push(...piece(part, from, at, part.idle));
      from = at + 1;
    }
  });
  // Pieces of one part are no alternatives of each other.
  const groups = new Set(parts.map((part) => part.group));
  if (groups.size < parts.length && !hasAlternatives(query))
    parts.forEach((part, number) => (part.group = number));
  const size = parts.reduce((sum, part) => sum + (part.not ? 0 : part.syllables.length), 0);
  return { ...query, parts, size };
}

/** @param {import("./query.js").Query} query */
function hasAlternatives(query) {
  return new Set(query.parts.map((part) => part.group)).size < query.parts.length;
}
