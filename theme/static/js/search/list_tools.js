// What a reader takes away from a list of results: it as CSV and RIS, its address, and a feed where there is one.

import { Client } from "./client.js";
import { csvOf, risOf, save } from "./list_files.js";
import { linkTo } from "./result_link.js";

/**
 * @typedef {import("./client.js").Request} Request
 * @typedef {import("./walk.js").Result} Result
 * @typedef {import("./facets.js").Filters} Filters
 */

// So many articles a file has at most: each has its text read.
const MOST = 200;
const SAID_MS = 4000;
/** @type {[("tinh" | "muc" | "nguon"), string][]} the filters whose lists have feeds, and where */
const FEEDS = [
  ["tinh", "tinh-thanh"],
  ["muc", "chuyen-muc"],
  ["nguon", "nguon"],
];

export class ListTools {
  /**
   * @param {HTMLDetailsElement} place
   * @param {{base: string, root: string, name: string, hasFeeds: () => boolean}} site
   */
  constructor(place, site) {
    this.place = place;
    this.site = site;
    /** @type {Request | null} */
    this.request = null;
    this.client = new Client(site.base);
    this.feed = /** @type {HTMLAnchorElement} */ (place.querySelector("a"));
    this.said = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
    for (const button of place.querySelectorAll("button")) {
      if (button.value === "address" && !navigator.clipboard) button.hidden = true;
      button.addEventListener("click", () => this.take(button.value));
    }
  }

  /**
   * @param {Request} request what was asked
   * @param {{total: number, isFilterOnly: boolean}} answer
   * @param {Filters} filters all that are on
   */
  show(request, { total, isFilterOnly }, filters) {
    this.request = request;
    this.place.hidden = !total;
    const address = isFilterOnly && this.site.hasFeeds() && total ? feedOf(filters) : "";
    const item = /** @type {HTMLElement} */ (this.feed.closest("li"));
    item.hidden = !address;
    if (address) this.feed.href = this.site.root + address;
  }

  hide() {
    this.place.hidden = true;
  }

  /** @param {string} what */
  async take(what) {
    try {
      if (what === "address") {
        await navigator.clipboard.writeText(location.href);
        this.say("Đã chép địa chỉ.");
      } else {
        await this.saveList(what);
      }
    } catch (error) {
      console.warn(error);
      this.say("Không lấy được; hãy thử lại.");
    }
  }

  /** @param {string} form */
  async saveList(form) {
    const rows = (await this.all()).map((result) => this.row(result));
    if (form === "csv") save("ket-qua.csv", "text/csv;charset=utf-8", csvOf(rows));
    else save("ket-qua.ris", "application/x-research-info-systems", risOf(rows, this.site.name));
    this.say(rows.length < MOST ? `Đã lấy ${rows.length} bài.` : `Đã lấy ${MOST} bài đầu.`);
  }

  /**
   * The first articles of the list, asked for apart, so that the page stays as it is.
   * @returns {Promise<Result[]>}
   */
  all() {
    return new Promise((resolve, reject) => {
      this.client.listener = ({ answer, error }) => {
        if (error) reject(new Error(error));
        if (answer?.complete) resolve(answer.results);
      };
      if (this.request)
        this.client.ask({ ...this.request, typing: false, shown: MOST, columns: ["authors"] });
    });
  }

  /**
   * @param {Result} result
   * @returns {import("./list_files.js").Row}
   */
  row(result) {
    const { date, section, sources, authors, provinces } = result;
    const address = new URL(linkTo(this.site.root, { path: result.path, anchor: 0 }, ""), document.baseURI)
      .href;
    const number = Number(/(\d+)\/$/.exec(result.path)?.[1]);
    const title = result.title.map(({ text }) => text).join("");
    return { address, date, number, title, section, sources, authors, provinces };
  }

  /** @param {string} message */
  say(message) {
    this.said.textContent = message;
    setTimeout(() => (this.said.textContent = ""), SAID_MS);
  }
}

/**
 * The feed of just these filters, if there is one.
 * @param {Filters} filters
 */
function feedOf(filters) {
  const on = Object.entries(filters).filter(([, value]) => value);
  const [own, folder] = FEEDS.find(([name]) => filters[name]) ?? [];
  return own && on.length === 1 ? `feeds/${folder}/${filters[own]}.atom.xml` : "";
}
