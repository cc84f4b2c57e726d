// The one place that loads the search's data. The offline copy has its own: from a disk nothing can be fetched.

const PARTIAL = 206;

/** @typedef {{file: string, from: number, to: number}} Place */

/** A data file that is missing, damaged or out of reach; `file` names it. */
export class DataError extends Error {
  /**
   * @param {string} file
   * @param {unknown} cause
   */
  constructor(file, cause) {
    super(`${file}: ${cause instanceof Error ? cause.message : cause}`, { cause });
    this.file = file;
  }
}

/** Files below one address, over HTTP. */
export class HttpData {
  /** @param {string} base address of the folder `search/`, with a slash at its end */
  constructor(base) {
    this.base = base;
    /** bytes that came over the wire, for measuring */
    this.received = 0;
    /** @type {Map<string, number>} how often a file could not be had; it is asked for anew then, past all caches */
    this.failures = new Map();
  }

  /** The list of all data files, always the newest. */
  async manifest() {
    const response = await this.response("manifest.json", { cache: "no-cache" });
    return this.read("manifest.json", () => response.json());
  }

  /**
   * The bytes of a compressed file.
   * @param {string} file
   * @returns {Promise<Uint8Array>}
   */
  async bytes(file) {
    const response = await this.response(file, {});
    return this.read(file, async () => {
      const data = new Uint8Array(await response.arrayBuffer());
      this.received += data.length;
      return inflated(data);
    });
  }

  /**
   * The value in a compressed file of JSON.
   * @param {string} file
   */
  async value(file) {
    const data = await this.bytes(file);
    return this.read(file, async () => valueIn(data));
  }

  /**
   * The text of an article.
   * @param {string} bundle
   * @param {number} number of the article
   * @param {() => Promise<Place>} place
   */
  async text(bundle, number, place) {
    const data = await this.part(bundle, { tier: "t", number }, place);
    return this.read(`${bundle}/t/${number}`, async () => valueIn(data));
  }

  /**
   * The bytes of a part of a bundle, which is compressed by itself.
   * @param {string} bundle
   * @param {{tier: string, number: number}} _part
   * @param {() => Promise<Place>} place
   */
  async part(bundle, _part, place) {
    const { file, from, to } = await place();
    const name = `${bundle}/${file}`;
    const response = await this.response(name, { headers: { Range: `bytes=${from}-${to - 1}` } });
    return this.read(name, async () => {
      const data = new Uint8Array(await response.arrayBuffer());
      this.received += data.length;
      // A host that knows nothing of parts sends all.
      const part = response.status === PARTIAL ? data : data.subarray(from, to);
      if (part.length !== to - from) throw new Error(`${part.length} bytes instead of ${to - from}`);
      return inflated(part);
    });
  }

  /**
   * What a module exports by default.
   * @param {string} file
   */
  async module(file) {
    const failures = this.failures.get(file);
    const address = new URL(failures ? `${file}?lan=${failures}` : file, this.base);
    return this.read(file, async () => (await import(address.href)).default);
  }

  /**
   * @param {string} file
   * @param {RequestInit} options
   */
  async response(file, options) {
    return this.read(file, async () => {
      const again = this.failures.has(file) ? /** @type {RequestInit} */ ({ cache: "reload" }) : {};
      const response = await fetch(new URL(file, this.base), { ...options, ...again });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return response;
    });
  }

  /**
   * @template T
   * @param {string} file
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async read(file, work) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DataError) throw error;
      this.failures.set(file, (this.failures.get(file) ?? 0) + 1);
      throw new DataError(file, error);
    }
  }
}

/** @param {Uint8Array} data JSON */
function valueIn(data) {
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(data));
}

/** @param {Uint8Array} data */
async function inflated(data) {
  // A host that takes the file for compressed on the way has undone it already.
  if (data[0] !== 0x1f || data[1] !== 0x8b) return data;
  const stream = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (data)])
    .stream()
    .pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
