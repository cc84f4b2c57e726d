// The page's side of the search: asks, and hands on the answers to what was asked last.

import { connect } from "./connection.js";

/**
 * @typedef {import("./search.js").Request} Request
 * @typedef {import("./search.js").Answer} Answer
 * @typedef {{answer?: Answer, names?: import("./facets.js").Names, error?: string}} Reply
 */

const SILENT_MS = 60_000;

export class Client {
  /** @param {string} base address of the folder `search/` */
  constructor(base) {
    this.base = base;
    this.last = 0;
    /** @type {((reply: Reply) => void)} */
    this.listener = () => {};
    /** @type {Promise<(message: any) => void> | null} */
    this.starting = null;
    this.timer = 0;
  }

  /** Load what every query needs, so that the first one finds it there. The names come as a reply. */
  open() {
    return this.send({});
  }

  /**
   * Ask; replies to what was asked before are dropped from now on.
   * @param {Request} request
   */
  ask(request) {
    return this.send({ request });
  }

  /** @param {{request?: Request}} message */
  async send(message) {
    const id = ++this.last;
    this.starting ??= connect(
      this.base,
      (reply) => this.receive(reply),
      (one) => one === this.last,
    );
    this.watch();
    try {
      const post = await this.starting;
      post({ id, base: this.base, ...message });
    } catch (error) {
      // Not even the search's own code could be loaded; the next question tries again.
      this.starting = null;
      this.receive({ id, error: String(error) });
    }
  }

  /** @param {any} reply */
  receive(reply) {
    if (reply.id === this.last) this.watch(reply);
    if (reply.id === this.last || reply.names) this.listener(reply);
  }

  /**
   * Nobody waits for ever: after a minute of silence the search is given up and begun anew by the next question.
   * @param {{names?: unknown, error?: string, answer?: Answer}} reply the last one; a whole answer ends the watch
   */
  watch(reply = {}) {
    clearTimeout(this.timer);
    if (reply.names || reply.error || reply.answer?.complete) return;
    const id = this.last;
    this.timer = setTimeout(() => {
      this.starting = null;
      this.receive({ id, error: "no answer" });
    }, SILENT_MS);
  }
}
