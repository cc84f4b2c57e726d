// The search page: fields, results and address kept in step.

import { Client } from "./client.js";
import { failure, missing } from "./failure.js";
import { FilterFields } from "./filter_fields.js";
import { LOADING, NO_WORD, NOTHING_ASKED, summary } from "./messages.js";
import { showResults } from "./results_list.js";
import { hasFilter, readState, writeState } from "./state.js";

const A_PAGE = 10;
const PAUSE_MS = 50;
const HAS_WORD = /[\p{L}\p{N}]/u;

class SearchPage {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    const root = form.dataset.root ?? "./";
    this.form = form;
    this.root = root;
    this.input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    this.order = /** @type {HTMLSelectElement} */ (form.elements.namedItem("thu-tu"));
    this.fields = new FilterFields(form);
    this.status = byId("tim-trang-thai");
    this.warning = byId("tim-canh-bao");
    this.list = byId("tim-ket-qua");
    this.more = byId("tim-them");
    this.retry = byId("tim-lai");
    this.client = new Client(new URL(`${root}search/`, document.baseURI).href);
    this.client.listener = (reply) => this.receive(reply);
    this.state = readState(location.search);
    this.typing = false;
    this.timer = 0;
  }

  start() {
    byId("tim-bo-loc").hidden = false;
    this.write();
    this.input.addEventListener("focus", () => this.client.starting ?? this.client.open(), { once: true });
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.change({ typing: true }), PAUSE_MS);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.change({ typing: false });
    });
    this.form.addEventListener("change", (event) => {
      if (event.target !== this.input) this.change({ typing: false });
    });
    this.more.addEventListener("click", () => {
      this.state.pages += 1;
      history.replaceState(null, "", this.address());
      this.ask();
    });
    this.retry.addEventListener("click", () => this.ask());
    this.list.addEventListener("keydown", (event) => this.step(event));
    this.input.addEventListener("keydown", (event) => this.step(event));
    addEventListener("popstate", () => {
      this.state = readState(location.search);
      this.typing = false;
      this.write();
      this.ask();
    });
    this.ask();
  }

  /** @param {{typing: boolean}} how */
  change({ typing }) {
    clearTimeout(this.timer);
    /** @type {import("./state.js").State} */
    this.state = {
      text: this.input.value,
      filters: this.fields.read(),
      order: this.order.value === "ngay" ? "date" : "relevance",
      pages: 1,
    };
    this.typing = typing;
    const address = this.address();
    // While the reader types, the address follows without filling the way back.
    if (typing) history.replaceState(null, "", address);
    else if (address !== location.pathname + location.search) history.pushState(null, "", address);
    this.ask();
  }

  ask() {
    const { text, filters, order, pages } = this.state;
    this.retry.hidden = true;
    if (!HAS_WORD.test(text) && !hasFilter(filters)) {
      this.client.last++;
      this.clear(text.trim() ? NO_WORD : NOTHING_ASKED);
      return;
    }
    if (!this.list.childElementCount) this.status.textContent = LOADING;
    this.list.setAttribute("aria-busy", "true");
    this.client.ask({ text, typing: this.typing, filters, order, shown: pages * A_PAGE });
  }

  /** @param {import("./client.js").Reply} reply */
  receive({ answer, names, error }) {
    if (names) {
      this.fields.names = names;
      this.fields.write(this.state.filters);
    }
    if (error) {
      console.warn(error);
      this.clear(failure(error));
      this.retry.hidden = false;
    }
    if (!answer) return;
    this.fields.names ??= answer.names;
    this.status.textContent = summary(answer, { hasFilter: hasFilter(this.state.filters) });
    this.warning.textContent = missing(answer.failed);
    const words = [this.state.text.trim().slice(0, 200), ...answer.others].filter((word) =>
      HAS_WORD.test(word),
    );
    this.list.dataset.asked = this.state.text;
    showResults(this.list, answer.results, { root: this.root, words });
    this.more.hidden = answer.results.length >= answer.total;
    if (answer.complete) {
      this.list.setAttribute("aria-busy", "false");
      this.retry.hidden = !answer.failed.length;
      this.fields.count(answer.counts);
    }
  }

  /** @param {string} message */
  clear(message) {
    this.status.textContent = message;
    this.warning.textContent = "";
    this.list.replaceChildren();
    this.list.setAttribute("aria-busy", "false");
    this.more.hidden = true;
  }

  /**
   * The arrow keys go from the field through the results and back.
   * @param {KeyboardEvent} event
   */
  step(event) {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!by || event.isComposing) return;
    const links = [...this.list.querySelectorAll("a")];
    const at = links.indexOf(/** @type {any} */ (document.activeElement)) + by;
    const target = at < 0 ? this.input : links[at];
    if (!target) return;
    event.preventDefault();
    target.focus();
  }

  write() {
    this.input.value = this.state.text;
    this.order.value = this.state.order === "date" ? "ngay" : "";
    this.fields.write(this.state.filters);
  }

  address() {
    return location.pathname + writeState(this.state);
  }
}

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

new SearchPage(/** @type {HTMLFormElement} */ (byId("tim-kiem"))).start();
