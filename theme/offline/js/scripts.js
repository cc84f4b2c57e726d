// Loads the data of the copy, which are scripts: each calls `offlineCopy(name, …)` with what it has.

const ENCODING_OF_BYTES = "x-user-defined";

/** A file of the copy that is missing or damaged; `file` names it. */
export class MissingFile extends Error {
  /**
   * @param {string} file
   * @param {string} fault
   */
  constructor(file, fault) {
    super(`${file}: ${fault}`);
    this.file = file;
  }
}

/** @type {any} */
const page = globalThis;
/** @type {Map<string, any[][]>} what scripts have handed over and nobody has taken yet; all scripts of a page share it */
const arrived = (page.offlineArrived ??= new Map());
page.offlineCopy = (/** @type {string} */ name, /** @type {any[]} */ ...values) => {
  arrived.set(name, [...(arrived.get(name) ?? []), values]);
};

/**
 * What the script `file` hands over under each of `names`.
 * @param {string} root the way to the root of the copy
 * @param {string} file
 * @param {string[]} names
 * @param {{bytes?: boolean}} how whether there are bytes in it
 * @returns {Promise<any[][]>}
 */
export function load(root, file, names, { bytes = false } = {}) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    if (bytes) script.charset = ENCODING_OF_BYTES;
    script.onerror = () => {
      script.remove();
      reject(new MissingFile(file, "missing"));
    };
    script.onload = () => {
      script.remove();
      // Two that ask for one file load it twice, and each takes what came once.
      const values = names.map((name) => arrived.get(name)?.shift());
      if (values.every(Boolean)) resolve(/** @type {any[][]} */ (values));
      else reject(new MissingFile(file, "damaged"));
    };
    script.src = root + file;
    document.head.append(script);
  });
}

/**
 * The parts of a text of bytes.
 * @param {string} file
 * @param {number[]} lengths
 * @param {string} text
 * @returns {Uint8Array[]}
 */
export function partsOf(file, lengths, text) {
  const size = lengths.reduce((sum, length) => sum + length, 0);
  if (text.length !== size) throw new MissingFile(file, "damaged");
  const data = new Uint8Array(size);
  for (let at = 0; at < size; at++) data[at] = text.charCodeAt(at);
  let end = 0;
  return lengths.map((length) => data.subarray(end, (end += length)));
}
