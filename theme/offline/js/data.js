// The search's data in the offline copy, in place of data.js: packs of the index, and texts from the issues' pages.

import { textOf } from "./article_text.js";
import { load, MissingFile, partsOf } from "./scripts.js";

const MOST_PACKS = 24;
const MOST_PAGES = 80;

export class DiskData {
  /** @param {string} base address of the folder `search/`, with a slash at its end */
  constructor(base) {
    this.root = new URL("../", base).href;
    this.packs = new Recent(MOST_PACKS);
    this.pages = new Recent(MOST_PAGES);
    /** @type {Map<string, Promise<[string, number][]>>} the days and numbers of a bundle's articles */
    this.places = new Map();
    /** @type {Promise<any[][]> | null} */
    this.engine = null;
  }

  async manifest() {
    this.listed = await this.shown("manifest");
    return this.listed;
  }

  /** The bytes of the engine. */
  async bytes() {
    const [, [lengths, text]] = await this.loadedEngine();
    return partsOf("search/engine.js", lengths, text)[0];
  }

  /** @param {string} file */
  async value(file) {
    return this.shown(file.replace(/\.bin$/, ""));
  }

  async module() {
    return (await this.loadedEngine())[0][0];
  }

  /** The functions and the bytes of the engine, which are in one file. */
  loadedEngine() {
    const names = ["search/engine/glue", "search/engine/wasm"];
    this.engine ??= load(this.root, "search/engine.js", names, { bytes: true }).catch((error) => {
      this.engine = null;
      throw error;
    });
    return this.engine;
  }

  /** @param {string} name */
  async shown(name) {
    const [[value]] = await load(this.root, `search/${name}.js`, [`search/${name}`]);
    return value;
  }

  /**
   * One part of the index, as it is on line: it lies in the last pack that does not begin behind it.
   * @param {string} bundle
   * @param {{tier: string, number: number}} part
   */
  async part(bundle, { tier, number }) {
    const entry = this.listed.bundles.find((/** @type {any} */ one) => one.name === bundle);
    const firsts = entry.packs[tier];
    const pack = firsts.findLastIndex((/** @type {number} */ first) => first <= number);
    const name = `search/${bundle}/${tier}${pack}`;
    const parts = await this.packs.get(name, async () => {
      const [[lengths, text]] = await load(this.root, `${name}.js`, [name], { bytes: true });
      return partsOf(`${name}.js`, lengths, text);
    });
    const words = parts[number - firsts[pack]];
    const numbers = parts[parts.length / 2 + number - firsts[pack]];
    const file = new Uint8Array(4 + words.length + numbers.length);
    new DataView(file.buffer).setUint32(0, words.length);
    file.set(words, 4);
    file.set(numbers, 4 + words.length);
    return file;
  }

  /**
   * What a result shows of an article: read from the page of its issue.
   * @param {string} bundle
   * @param {number} article
   */
  async text(bundle, article) {
    let places = this.places.get(bundle);
    if (!places) {
      places = this.shown(`${bundle}/articles`).then(({ days }) =>
        days.flatMap((/** @type {any} */ [day, numbers]) =>
          numbers.map((/** @type {number} */ one) => [day, one]),
        ),
      );
      this.places.set(bundle, places);
      places.catch(() => this.places.delete(bundle));
    }
    const [day, number] = (await places)[article];
    const issue = `${day.replaceAll("-", "/")}/`;
    const file = `${issue}index.html`;
    const html = await this.pages.get(file, async () => (await load(this.root, file, [issue]))[0][0]);
    const text = textOf(html, number);
    if (!text) throw new MissingFile(file, `article ${number} missing`);
    return text;
  }
}

/** Keeps what was loaded last. */
class Recent {
  /** @param {number} most */
  constructor(most) {
    this.most = most;
    /** @type {Map<string, Promise<any>>} */
    this.kept = new Map();
  }

  /**
   * @param {string} name
   * @param {() => Promise<any>} loaded
   */
  get(name, loaded) {
    const value = this.kept.get(name) ?? loaded();
    this.kept.delete(name);
    this.kept.set(name, value);
    // What failed may be tried again.
    value.catch(() => this.kept.delete(name));
    if (this.kept.size > this.most) this.kept.delete(this.kept.keys().next().value ?? "");
    return value;
  }
}
