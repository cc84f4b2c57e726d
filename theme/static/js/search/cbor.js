// Whole numbers, texts and arrays as CBOR, which is what Pagefind's engine reads.

const utf8 = new TextEncoder();

/** Collects bytes; grows as needed. */
export class Bytes {
  constructor() {
    this.data = new Uint8Array(4096);
    this.length = 0;
  }

  /** @param {number} more */
  room(more) {
    if (this.length + more <= this.data.length) return;
    const larger = new Uint8Array(Math.max(this.data.length * 2, this.length + more));
    larger.set(this.data);
    this.data = larger;
  }

  /**
   * @param {number} kind
   * @param {number} number
   */
  head(kind, number) {
    this.room(5);
    const first = kind << 5;
    if (number < 24) {
      this.data[this.length++] = first | number;
      return;
    }
    const size = number < 0x100 ? 1 : number < 0x10000 ? 2 : 4;
    this.data[this.length++] = first | (size === 1 ? 24 : size === 2 ? 25 : 26);
    for (let shift = (size - 1) * 8; shift >= 0; shift -= 8)
      this.data[this.length++] = (number >>> shift) & 255;
  }

  /** @param {number} value */
  integer(value) {
    if (value < 0) this.head(1, -1 - value);
    else this.head(0, value);
  }

  /** @param {string} value */
  text(value) {
    const bytes = utf8.encode(value);
    this.head(3, bytes.length);
    this.room(bytes.length);
    this.data.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** @param {number} length */
  array(length) {
    this.head(4, length);
  }

  finish() {
    return this.data.subarray(0, this.length);
  }
}
