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
    /** In how many articles each token was found so far. */
    this.count = (/** @type {Asked} */ token) =>
      this.matches.reduce((sum, found) => sum + (found.get(keyOf(token))?.count ?? 0), 0);
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
    const doubtful = this.plan.doubtful(this.count, this.articles);
    await this.everywhere(
      doubtful.flatMap((pair) => this.plan.singlesOf(pair)),
      "c",
    );
    const loose = this.plan.loose(this.count, this.articles).filter((token) => !isBegun(token));
    await this.everywhere(loose, "c");
    this.loose = loose;
    // A pair that is nowhere common still tells the article that has it from those with its syllables apart.
    const wanted = tokens.filter((token) => !isBegun(token) && (!token.guess || this.count(token) === 0));
    await this.rare([...wanted, ...loose]);
  }

  /** Ask for each syllable by itself too: where few articles have all words as such, some have their syllables. */
  async apart() {
    const known = new Set(this.loose.map(keyOf));
    const singles = this.plan.singles().filter((token) => !known.has(keyOf(token)));
    await this.everywhere(singles, "c");
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
