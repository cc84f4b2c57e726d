// Asks the bundles for the tokens of a plan, and keeps what each has found.

/**
 * @typedef {import("./bundle.js").Bundle} Bundle
 * @typedef {import("./plan.js").Asked} Asked
 * @typedef {{token: Asked} & import("./bundle.js").Found} Match
 */

// Fewer than this share of what it may become: then a syllable is taken for the beginning of those.
const HARDLY = 0.25;
// A syllable that this part of all articles has is taken for finished: its endings are not even asked for.
const KNOWN = 0.01;

// A syllable of so many of all articles is not asked for where a query has so many others.
const MOST = 0.25;
const ENOUGH = 4;

export class Gathered {
  /**
   * @param {Bundle[]} bundles newest first
   * @param {import("./plan.js").Plan} plan
   */
  constructor(bundles, plan) {
    this.bundles = bundles;
    this.plan = plan;
    /** @type {Map<string, Match>[]} by bundle */
    this.matches = bundles.map(() => new Map());
    /** @type {Set<number>} bundles of which a file could not be read */
    this.failed = new Set();
    /** @type {Asked[]} */
    this.loose = [];
    this.articles = bundles.reduce((sum, bundle) => sum + bundle.entry.articles, 0);
    /** @type {Asked[]} syllables that were not looked for, as most articles have them */
    this.passed = [];
    /** @type {Asked[]} syllables of which it is not known which articles have them apart from their neighbours */
    this.unknown = [];
    /** @type {Map<string, number>} in about how many articles frequent words stand, that were not looked for yet */
    this.places = new Map();
    /** In how many articles each token was found so far, or stands by the list of frequent words. */
    this.count = (/** @type {Asked} */ token) =>
      this.matches.reduce((sum, found) => sum + (found.get(keyOf(token))?.count ?? 0), 0) ||
      (this.places.get(token.folded) ?? 0);
  }

  /** The syllables that were looked for by themselves. */
  singles() {
    const tokens = this.matches.flatMap((found) => [...found.values()].map((match) => match.token));
    return tokens.filter((token) => token.span === 1 && !token.guess);
  }

  /**
   * Whether the last syllable is to be read as unfinished: it is none by itself, or hardly one beside what it may become.
   */
  get usesGuesses() {
    const guesses = [...this.plan.tokens.filter((token) => token.guess), ...this.plan.endings];
    if (!guesses.length) return false;
    const [{ part, span }] = guesses;
    const whole = this.plan.tokens.findLast(
      (token) => !token.guess && token.part === part && token.span === span,
    );
    const found = guesses.reduce((sum, token) => sum + this.count(token), 0);
    return found > 0 && (whole ? this.count(whole) : 0) < HARDLY * found;
  }

  /**
   * Ask the bundle number `index` for the tokens that neighbouring syllables make.
   * @param {number} index
   */
  async first(index) {
    await this.ask(index, this.plan.tokens, "c");
  }

  /**
   * Ask for what the first answers leave open: syllables that stand alone, and the rare places of words.
   * @returns {Promise<void>}
   */
  async rest() {
    const { tokens, endings } = this.plan;
    if (endings.length) {
      const whole = tokens.filter((token) => token.part === endings[0].part);
      if (whole.every((token) => this.count(token) < KNOWN * this.articles))
        await this.everywhere(endings, "c");
    }
    // A syllable that is taken for the beginning of others is not looked for by itself.
    const isBegun = (/** @type {Asked} */ token) =>
      this.usesGuesses && this.plan.isLast(token) && !token.guess;
    const doubtful = this.plan
      .doubtful(this.count, this.articles)
      .flatMap((pair) => this.plan.singlesOf(pair));
    await this.learnPlaces([...doubtful, ...this.plan.singles()]);
    await this.everywhere(
      doubtful.filter((token) => !this.count(token)),
      "c",
    );
    const loose = this.plan.loose(this.count, this.articles).filter((token) => !isBegun(token));
    this.passed = this.worthPassing(loose);
    this.loose = loose.filter((token) => !this.passed.includes(token));
    await this.everywhere(this.loose, "c");
    // A pair that is nowhere common still tells the article that has it from those with its syllables apart.
    const wanted = tokens.filter((token) => !isBegun(token) && (!token.guess || this.count(token) === 0));
    await this.rare([...wanted, ...this.loose]);
  }

  /**
   * Learn how frequent syllables are without asking for their articles.
   * @param {Asked[]} tokens
   */
  async learnPlaces(tokens) {
    for (const token of tokens) {
      const counts = this.bundles.map((bundle) => bundle.places(token).catch(() => 0));
      this.places.set(
        token.folded,
        (await Promise.all(counts)).reduce((sum, one) => sum + one, 0),
      );
    }
  }

  /**
   * The syllables that most articles have, so many that enough of the query is left: they tell hardly one article from
   * another, and their files are the largest.
   * @param {Asked[]} loose
   */
  worthPassing(loose) {
    const common = loose.filter((token) => this.count(token) >= MOST * this.articles);
    common.sort((a, b) => this.count(b) - this.count(a));
    return common.slice(0, Math.max(0, this.plan.query.size - ENOUGH));
  }

  /** Ask for each syllable by itself too: where few articles have all words as such, some have their syllables. */
  async apart() {
    const known = new Set([...this.loose, ...this.passed].map(keyOf));
    const singles = this.plan.singles().filter((token) => !known.has(keyOf(token)));
    this.unknown = this.worthPassing(singles);
    await this.everywhere(
      singles.filter((token) => !this.unknown.includes(token)),
      "c",
    );
  }

  /**
   * The rare places of tokens, where a bundle has none among the common ones.
   * @param {Asked[]} tokens
   */
  async rare(tokens) {
    // Where a pair is nowhere in a bundle, none of its articles has the part word for word, and pairs that are no
    // word by themselves need not be looked for: what must be known comes first, and then the rarest.
    const needless = tokens.filter((token) => this.plan.isNeedless(token, this.count, this.loose));
    const needed = tokens.filter((token) => !needless.includes(token));
    const inOrder = [...needed, ...needless.sort((a, b) => this.count(a) - this.count(b))];
    await Promise.all(
      this.bundles.map(async (bundle, index) => {
        if (!bundle.hasRare) return;
        const found = this.matches[index];
        const hopeless = new Set();
        for (const token of inOrder.filter((one) => !found.get(keyOf(one))?.count)) {
          if (hopeless.has(token.part) && needless.includes(token)) continue;
          await this.ask(index, [token], "r");
          if (token.span === 2 && !found.get(keyOf(token))?.count) hopeless.add(token.part);
        }
      }),
    );
  }

  /**
   * Do some work on a bundle; a file of it that cannot be read must not end the search in the others.
   * @param {number} index
   * @param {() => Promise<void>} work
   * @returns {Promise<boolean>} whether it could be done
   */
  async guard(index, work) {
    try {
      await work();
      return true;
    } catch (error) {
      this.failed.add(index);
      console.warn(error);
      return false;
    }
  }

  /**
   * @param {Asked[]} tokens
   * @param {"c" | "r"} tier
   */
  async everywhere(tokens, tier) {
    if (tokens.length) await Promise.all(this.bundles.map((_, index) => this.ask(index, tokens, tier)));
  }

  /**
   * @param {number} index
   * @param {Asked[]} tokens
   * @param {"c" | "r"} tier
   */
  async ask(index, tokens, tier) {
    const matches = this.matches[index];
    await Promise.all(
      tokens.map(async (token) => {
        const before = matches.get(keyOf(token));
        if (before && (tier === "c" || before.count)) return;
        await this.guard(index, async () => {
          matches.set(keyOf(token), { token, ...(await this.bundles[index].find(token, tier)) });
        });
      }),
    );
  }
}

/**
 * Tokens of one kind at one place of the query.
 * @param {Asked} token
 */
export function keyOf(token) {
  return `${token.part} ${token.at} ${token.prefix} ${token.form}`;
}
