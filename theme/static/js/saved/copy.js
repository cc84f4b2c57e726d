// A copy that the browser keeps: loaded as a zip, held against its SHA-256, and unpacked into a cache.

import { filesOf } from "./unzip.js";

const PREFIX = "ban-sao-";
const UNFINISHED = "dang-luu-";
const TYPES = /** @type {Record<string, string>} */ ({
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  // Without an encoding: scripts that carry bytes are read in the one that the page asks for.
  js: "text/javascript",
});

/** @typedef {(share: number, what: "tải" | "lưu") => void} Report */

export class SavedCopy {
  /**
   * @param {string} root address of the site's root
   * @param {{file: string, sha256: string, bytes: number}} facts
   */
  constructor(root, { file, sha256, bytes }) {
    this.root = root;
    this.file = file;
    this.sha256 = sha256;
    this.bytes = bytes;
    this.stem = file.replace(/\.zip$/, "");
    this.mark = `${root}ban-sao/doc/${this.stem}/.sha256`;
  }

  /** The SHA-256 of what is kept, "" where nothing is. */
  async kept() {
    if (!(await caches.has(PREFIX + this.stem))) return "";
    const mark = await (await caches.open(PREFIX + this.stem)).match(this.mark);
    return mark ? mark.text() : "";
  }

  /** The page to open in what is kept. */
  get address() {
    return `${this.root}ban-sao/doc/${this.stem}/index.html`;
  }

  /**
   * Keep the copy; what was kept of it before is replaced in the end.
   * @param {Report} report
   * @param {AbortSignal} signal
   */
  async save(report, signal) {
    const unfinished = UNFINISHED + this.stem;
    await caches.delete(unfinished);
    try {
      const zip = await this.load(report, signal);
      await this.unpack(zip, await caches.open(unfinished), report, signal);
      await caches.delete(PREFIX + this.stem);
      const [from, to] = [await caches.open(unfinished), await caches.open(PREFIX + this.stem)];
      for (const request of await from.keys()) {
        const response = await from.match(request);
        if (response) await to.put(request, response);
      }
      await to.put(this.mark, new Response(this.sha256));
    } finally {
      await caches.delete(unfinished);
    }
  }

  async remove() {
    await caches.delete(PREFIX + this.stem);
  }

  /**
   * @param {Report} report
   * @param {AbortSignal} signal
   */
  async load(report, signal) {
    const response = await fetch(`${this.root}ban-sao/${this.file}`, { cache: "no-cache", signal });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    const parts = [];
    let received = 0;
    for (const reader = response.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      received += value.length;
      report(received / this.bytes, "tải");
    }
    const zip = new Blob(parts);
    // A page without https may not ask for digests; nor may it have a worker, so it does not come here.
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await zip.arrayBuffer()));
    const hex = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (hex !== this.sha256) throw new Error("the copy is not the one that the page lists");
    return zip;
  }

  /**
   * @param {Blob} zip
   * @param {Cache} cache
   * @param {Report} report
   * @param {AbortSignal} signal
   */
  async unpack(zip, cache, report, signal) {
    const files = await filesOf(zip);
    for (const [number, { name, content }] of files.entries()) {
      signal.throwIfAborted();
      const type = TYPES[name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
      const body = /** @type {BlobPart} */ (await content());
      await cache.put(
        `${this.root}ban-sao/doc/${name}`,
        new Response(new Blob([body]), { headers: { "Content-Type": type } }),
      );
      report((number + 1) / files.length, "lưu");
    }
  }
}
