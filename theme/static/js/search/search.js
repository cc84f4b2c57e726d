// The search as one thing: opened once, asked with a request, it reports what it has so far and then the whole answer.

import { Bundle } from "./bundle.js";
import { Engine } from "./engine.js";
import { Gathered } from "./gather.js";
import { Plan } from "./plan.js";
import { parseQuery } from "./query.js";
import { Walk } from "./walk.js";

/**
 * @typedef {import("./walk.js").Request} Request
 * @typedef {import("./walk.js").Answer} Answer
 */

export class Search {
  /** @param {import("./data.js").HttpData} data */
  constructor(data) {
    this.data = data;
    /** @type {Promise<void> | null} */
    this.opening = null;
    /** @type {Promise<string[]> | undefined} */
    this.endings = undefined;
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
    const [glue, wasm, names] = await Promise.all([
      this.data.module(manifest.engine.glue),
      this.data.bytes(manifest.engine.wasm),
      this.data.value(manifest.names),
    ]);
    const engine = new Engine(glue, wasm, manifest.engine);
    /** @type {import("./facets.js").Names} */
    this.names = names;
    /** @type {string} */
    this.syllables = manifest.syllables;
    /** @type {Bundle[]} */
    this.bundles = manifest.bundles.map((/** @type {any} */ entry) => new Bundle(entry, this.data, engine));
    /** @type {(import("./facets.js").Table | null)[]} */
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
    const answer = await this.walk(request, request.typing, report, isWanted);
    if (!answer) return;
    // Where nothing has all the words, the last one may be unfinished after all.
    const again = !request.typing && answer.covered < answer.size;
    const guessed = again ? await this.walk(request, true, () => {}, isWanted) : null;
    report(guessed && guessed.covered > answer.covered ? guessed : answer);
  }

  /**
   * @param {Request} request
   * @param {boolean} typing
   * @param {(answer: Answer) => void} report
   * @param {() => boolean} isWanted
   */
  async walk(request, typing, report, isWanted) {
    const query = parseQuery(request.text.normalize("NFC"), typing);
    // Few queries need the list of syllables: those in which an unfinished one stands alone.
    const begun = query.parts.some((part) => part.unfinished && part.syllables.length === 1);
    this.endings ??= begun ? this.data.value(this.syllables).catch(() => []) : undefined;
    const gathered = new Gathered(this.bundles, new Plan(query, (await this.endings) ?? []));
    return new Walk(this, request, gathered).run(report, isWanted);
  }
}
