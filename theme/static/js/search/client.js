// The page's side of the search: in a worker where there are workers, else in the page itself.

/**
 * @typedef {import("./search.js").Request} Request
 * @typedef {import("./search.js").Answer} Answer
 * @typedef {{answer?: Answer, names?: import("./facets.js").Names, error?: string}} Reply
 */

export class Client {
  /** @param {string} base address of the folder `search/` */
  constructor(base) {
    this.base = base;
    this.last = 0;
    /** @type {((reply: Reply) => void)} */
    this.listener = () => {};
    /** @type {Promise<(message: any) => void> | null} */
    this.starting = null;
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
    this.starting ??= this.start();
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
    if (reply.id === this.last || reply.names) this.listener(reply);
  }

  /** @returns {Promise<(message: any) => void>} */
  start() {
    return new Promise((resolve) => {
      const inPage = () => resolve(this.startInPage());
      try {
        const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
        worker.onerror = inPage;
        worker.onmessage = ({ data }) => {
          if (data.ready) resolve((message) => worker.postMessage(message));
          else this.receive(data);
        };
      } catch {
        inPage();
      }
    });
  }

  async startInPage() {
    const [{ HttpData }, { Search }] = await Promise.all([import("./data.js"), import("./search.js")]);
    const search = new Search(new HttpData(this.base));
    return async (/** @type {any} */ { id, request }) => {
      try {
        if (request) {
          await search.answer(request, (answer) => this.receive({ id, answer }), () => id === this.last);
        } else {
          await search.open();
          this.receive({ id, names: search.names });
        }
      } catch (error) {
        this.receive({ id, error: String(error) });
      }
    };
  }
}
