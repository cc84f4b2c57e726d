// The search page: fields, results and address kept in step.

import { Client } from "./client.js";
import { failure, missing } from "./failure.js";
import { FilterFields } from "./filter_fields.js";
import { ListTools } from "./list_tools.js";
import { LOADING, NO_WORD, NOTHING_ASKED, summary } from "./messages.js";
import { Place } from "./place.js";
import { showChips, showMended } from "./proposals.js";
import { showResults } from "./results_list.js";
import { hasFilter, readState, writeState } from "./state.js";
import { showYearBars } from "./year_bars.js";
import { stepThrough } from "./steps.js";

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
    this.chips = byId("tim-the");
    this.mended = byId("tim-y");
    this.list = byId("tim-ket-qua");
    this.years = byId("tim-cac-nam");
    this.more = byId("tim-them");
    this.retry = byId("tim-lai");
    const base = new URL(`${root}search/`, document.baseURI).href;
    this.tools = new ListTools(/** @type {HTMLDetailsElement} */ (byId("tim-danh-sach")), {
      base,
      root,
      name: form.dataset.name ?? "",
      hasFeeds: () => "feeds" in form.dataset,
    });
    this.client = new Client(base);
    this.client.listener = (reply) => this.receive(reply);
    this.state = readState(location.search);
    /** @type {Partial<import("./facets.js").Filters>} filters that come of the words, and go with them */
    this.derived = {};
    this.typing = false;
    /** @type {import("./facets.js").Column[]} what the choices are counted by, from when the reader goes to them */
    this.columns = [];
    this.timer = 0;
    this.place = new Place();
  }

  start() {
    document.documentElement.dataset.search = "ready";
    this.status.textContent = "";
    const narrow = /** @type {HTMLDetailsElement} */ (this.form.querySelector(".search-narrow"));
    narrow.hidden = false;
    narrow.open = matchMedia("(min-width: 48rem)").matches;
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
    for (const event of ["pointerenter", "focusin"])
      byId("tim-bo-loc").addEventListener(event, () => this.countChoices(), { once: true });
    this.more.addEventListener("click", () => {
      this.state.pages += 1;
      history.replaceState(null, "", this.address());
      this.ask();
    });
    this.retry.addEventListener("click", () => this.ask());
    byId("tim-xoa").addEventListener("click", () => {
      this.reask({ filters: readState("").filters });
      this.input.focus();
    });
    addEventListener("beforeprint", () => this.tell());
    stepThrough(this.input, this.list);
    addEventListener("popstate", () => {
      this.state = readState(location.search);
      this.typing = false;
      this.place.arrive();
      this.write();
      this.ask();
    });
    this.ask();
  }

  /** @param {{typing: boolean}} how */
  change({ typing }) {
    clearTimeout(this.timer);
    const isSame = this.input.value === this.state.text;
    /** @type {import("./state.js").State} */
    const state = {
      text: this.input.value,
      filters: this.own(this.fields.read()),
      order: this.order.value === "ngay" ? "date" : "relevance",
      pages: 1,
      without: isSame ? this.state.without : [],
      asTyped: isSame && this.state.asTyped,
    };
    this.state = state;
    this.go({ typing });
  }

  /**
   * Filters without those that come of the words by themselves.
   * @param {import("./facets.js").Filters} filters
   */
  own(filters) {
    const own = { ...filters };
    for (const [name, value] of Object.entries(this.derived)) {
      const key = /** @type {"tinh"} */ (name);
      if (own[key] === value) own[key] = "";
    }
    return own;
  }

  /**
   * Ask for the state as it is.
   * @param {{typing: boolean}} how
   */
  go({ typing }) {
    this.typing = typing;
    const address = this.address();
    // While the reader types, the address follows without filling the way back.
    if (typing) history.replaceState(null, "", address);
    else if (address !== location.pathname + location.search) history.pushState(null, "", address);
    this.ask();
  }

  ask() {
    const { text, filters } = this.state;
    this.retry.hidden = true;
    if (!HAS_WORD.test(text) && !hasFilter(filters)) {
      this.client.last++;
      this.clear(text.trim() ? NO_WORD : NOTHING_ASKED);
      return;
    }
    if (!this.list.childElementCount) {
      this.status.textContent = LOADING;
      // Their room, so that results stay where they come.
      this.years.hidden = false;
    }
    this.list.setAttribute("aria-busy", "true");
    this.client.ask(this.request());
  }

  /** @returns {import("./client.js").Request} */
  request() {
    const { text, filters, order, pages, without, asTyped } = this.state;
    const { typing, columns } = this;
    return { text, typing, filters, order, shown: pages * A_PAGE, without, asTyped, columns };
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
    if (answer.complete) this.derive(answer);
    const filters = { ...this.state.filters, ...this.derived };
    this.status.textContent = summary(answer, { hasFilter: hasFilter(filters) });
    showMended(this.mended, answer.mended, {
      typed: this.state.text.trim(),
      mend: () => this.retype(answer.mended?.text ?? ""),
      keep: () => this.reask({ asTyped: true }),
    });
    showChips(this.chips, answer, { root: this.root, choose: (chip) => this.choose(chip) });
    this.warning.textContent = missing(answer.failed);
    const asked = answer.mended?.instead ? answer.mended.text : this.state.text;
    const words = [asked.trim().slice(0, 200), ...answer.others].filter((word) => HAS_WORD.test(word));
    this.list.dataset.asked = this.state.text;
    showResults(this.list, answer.results, { root: this.root, words });
    this.more.hidden = answer.results.length >= answer.total;
    if (answer.complete) {
      this.list.setAttribute("aria-busy", "false");
      this.retry.hidden = !answer.failed.length;
      this.fields.count(answer.counts, answer.columns);
      showYearBars(this.years, answer.counts.nam, {
        chosen: filters.nam,
        choose: (year) => this.chooseYear(year),
      });
      this.tools.show(this.request(), answer, filters);
      this.place.restore();
    }
  }

  /** On paper the list says what was asked, and where it can be asked again. */
  tell() {
    const parts = [this.state.text.trim() && `Tìm “${this.state.text.trim()}”`, ...this.fields.told()];
    byId("tim-hoi").textContent = `${parts.filter(Boolean).join("; ")}. ${location.href}`;
  }

  /**
   * Take the filters that were found in the words into the fields and the address.
   * @param {import("./search.js").Answer} answer
   */
  derive(answer) {
    this.derived = Object.assign({}, ...answer.chips.filter((chip) => chip.on).map((chip) => chip.filters));
    this.state.filters = this.own(this.state.filters);
    this.fields.write({ ...this.state.filters, ...this.derived });
    history.replaceState(null, "", this.address());
  }

  /** The numbers behind provinces and newspapers cost more than most queries: they are asked for once somebody comes near. */
  countChoices() {
    if (this.columns.length) return;
    this.columns = ["provinces", "sources"];
    if (this.list.childElementCount) this.ask();
  }

  /** @param {string} year empty for all */
  chooseYear(year) {
    const isDerived = "nam" in this.derived;
    const without = isDerived ? [...this.state.without, "nam"] : this.state.without;
    this.reask({ filters: { ...this.state.filters, nam: year }, without });
  }

  /**
   * Turn a filter that was found in the words off or on.
   * @param {import("./walk.js").Chip} chip
   */
  choose(chip) {
    const others = this.state.without.filter((kind) => kind !== chip.kind);
    if (chip.on) this.reask({ without: [...others, chip.kind] });
    else this.reask({ without: others, filters: { ...this.state.filters, ...chip.filters } });
  }

  /** @param {Partial<import("./state.js").State>} change */
  reask(change) {
    this.derived = {};
    this.state = { ...this.state, ...change, pages: 1 };
    this.write();
    this.go({ typing: false });
  }

  /** @param {string} text */
  retype(text) {
    this.reask({ text, asTyped: false, without: [] });
    this.input.focus();
  }

  /** @param {string} message */
  clear(message) {
    this.status.textContent = message;
    this.warning.textContent = "";
    this.mended.hidden = this.chips.hidden = this.years.hidden = true;
    this.tools.hide();
    this.derived = {};
    this.list.replaceChildren();
    this.list.setAttribute("aria-busy", "false");
    this.more.hidden = true;
  }

  write() {
    this.input.value = this.state.text;
    this.order.value = this.state.order === "date" ? "ngay" : "";
    this.fields.write(this.state.filters);
  }

  address() {
    const filters = { ...this.state.filters, ...this.derived };
    return location.pathname + writeState({ ...this.state, filters });
  }
}

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

new SearchPage(/** @type {HTMLFormElement} */ (byId("tim-kiem"))).start();
