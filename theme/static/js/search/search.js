// The search as one thing: opened once, asked with a request, it reports what it has so far and then the whole answer.

import { Bundle } from "./bundle.js";
import { Engine } from "./engine.js";
import { Gathered } from "./gather.js";
import { Mentions } from "./mentions.js";
import { Plan } from "./plan.js";
import { parseQuery } from "./query.js";
import { Reading } from "./reading.js";
import { CONSONANT, pairsIn, Spelling } from "./spelling.js";
import { Walk } from "./walk.js";

/**
 * @typedef {import("./walk.js").Request} Request
 * @typedef {import("./walk.js").Answer} Answer
 */

// Fewer articles than this, found by a word longer than any syllable or a lone consonant, may be a slip's.
const MANY = 10;
const MANY_MORE = 5;
const LONG_WORD = /[\p{L}\p{N}]{8}/u;

export class Search {
  /** @param {import("./data.js").HttpData} data */
  constructor(data) {
    this.data = data;
    /** @type {Promise<void> | null} */
    this.opening = null;
    /** @type {Promise<string[]> | undefined} */
    this.endings = undefined;
    /** @type {Spelling | undefined} */
    this.speller = undefined;
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
    const [engine, names] = await Promise.all([
      manifest.engine ? this.engine(manifest.engine) : null,
      this.data.value(manifest.names),
    ]);
    /** @type {import("./facets.js").Names} */
    this.names = names;
    /** @type {string} */
    this.syllables = manifest.syllables;
    /** @type {string} */
    this.spelling = manifest.spelling;
    /** @type {Bundle[]} */
    this.bundles = manifest.bundles.map((/** @type {any} */ entry) => new Bundle(entry, this.data, engine));
    const last = this.bundles[0]?.entry.last ?? "";
    this.mentions = new Mentions(names, this.bundles.at(-1)?.entry.first ?? "", last);
    /** @type {(import("./facets.js").Table | null)[]} */
    this.tables = this.bundles.map(() => null);
  }

  /** @param {{glue: string, wasm: string, version: string, page: string[]}} files */
  async engine(files) {
    const [glue, wasm] = await Promise.all([this.data.module(files.glue), this.data.bytes(files.wasm)]);
    return new Engine(glue, wasm, files);
  }

  /**
   * Answer a request. `report` gets what is known so far, again and again; `isWanted` turns false when nobody waits.
   * @param {Request} request
   * @param {(answer: Answer) => void} report
   * @param {() => boolean} isWanted
   */
  async answer(request, report, isWanted) {
    await this.open();
    const walk = (/** @type {{typing: boolean, asText: boolean}} */ how, told = report) =>
      this.walk(request, how, told, isWanted);
    let answer = await walk({ typing: request.typing, asText: false });
    // What was read as a newspaper or a day may be a word of the texts: `vietnam airline`. So is a newspaper where few
    // articles of it answer, and some text has the very words side by side.
    const on = (answer?.chips ?? []).filter((chip) => chip.on);
    const isFew = answer && answer.whole < MANY && on.some((chip) => chip.kind === "nguon");
    if (answer && on.length && (!answer.whole || isFew)) {
      const inTexts = await walk({ typing: request.typing, asText: true }, () => {});
      const isBetter = answer.whole ? inTexts?.whole && inTexts.run >= 1 : inTexts?.whole || !answer.total;
      if (inTexts && isBetter) answer = inTexts;
    }
    if (!answer) return;
    // Where nothing has all the words, the last one may be unfinished after all.
    if (!request.typing && !answer.whole) {
      const guessed = await walk({ typing: true, asText: false }, () => {});
      if (guessed?.whole) answer = guessed;
    }
    report((await this.mended(request, answer, isWanted)) ?? answer);
  }

  /**
   * The answer to what was probably meant, where nothing has all that was typed: to be shown in place of `answer` if
   * a typed word is nowhere in the archive, else `answer` with the offer.
   * @param {Request} request
   * @param {Answer} answer
   * @param {() => boolean} isWanted
   * @returns {Promise<Answer | null>}
   */
  async mended(request, answer, isWanted) {
    const text = request.text.normalize("NFC");
    const isPlain = parseQuery(text, false).parts.every(isPlainPart);
    const isOdd = LONG_WORD.test(text) || text.split(/\s+/u).some((word) => CONSONANT.test(word));
    const isFiltered = answer.whole > 0 && answer.chips.some((chip) => chip.on);
    const isEnough = answer.same >= MANY || (answer.whole > 0 && (isFiltered || (answer.run >= 1 && !isOdd)));
    if (isEnough || request.asTyped || !isPlain || (request.typing && answer.total)) return null;
    try {
      const counted = await this.data.value(this.spelling);
      this.speller ??= new Spelling(counted, answer.articles);
      const pairsOf = pairsIn(this.bundles);
      let meant = await this.speller.mend(text, pairsOf, { boldly: false });
      if (!meant.length) meant = await this.speller.mend(text, pairsOf, { boldly: true });
      let best = null;
      for (const mended of meant) {
        if (!isWanted()) return null;
        const asked = { ...request, text: mended.text };
        const other = await this.walk(asked, { typing: false, asText: false }, () => {}, isWanted);
        if (!other?.total || (answer.total && !mended.sure && !other.whole)) continue;
        // Words that nowhere stand together were hardly meant where others are found side by side.
        const isMeant = mended.runs && other.whole > 0 && other.run >= 1 && answer.run < 1;
        if (answer.whole && !isMeant && other.whole < MANY_MORE * answer.whole) continue;
        if (isMeant || !best) best = { mended, other, isMeant };
        if (isMeant) break;
      }
      if (!best) return null;
      const { mended, other, isMeant } = best;
      const instead = isMeant || (mended.sure && !answer.whole) || !answer.total;
      return { ...(instead ? other : answer), mended: { text: mended.label, instead } };
    } catch (error) {
      // An answer without an offer is better than none.
      console.warn(error);
      return null;
    }
  }

  /**
   * @param {Request} request
   * @param {{typing: boolean, asText: boolean}} how
   * @param {(answer: Answer) => void} report
   * @param {() => boolean} isWanted
   */
  async walk(request, { typing, asText }, report, isWanted) {
    const typed = parseQuery(request.text.normalize("NFC"), typing);
    const mentions = /** @type {Mentions} */ (this.mentions);
    const reading = new Reading(typed, mentions, request, { asText });
    const { query } = reading;
    // Few queries need the list of syllables: those in which an unfinished one stands alone.
    const begun = query.parts.some((part) => part.unfinished && part.syllables.length === 1);
    this.endings ??= begun ? this.data.value(this.syllables).catch(() => []) : undefined;
    const gathered = new Gathered(this.bundles, new Plan(query, (await this.endings) ?? []));
    return new Walk(this, request, gathered, reading).run(report, isWanted);
  }
}

/** @param {import("./query.js").Part} part */
function isPlainPart(part) {
  return !part.exact && !part.not && part.field === "text" && part.group === 0;
}
