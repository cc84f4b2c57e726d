// What the reader has asked for, as the page's address holds it: `/tim-kiem/?q=…&tinh=…`.

/**
 * @typedef {{text: string, filters: import("./facets.js").Filters, order: "relevance" | "date", pages: number}} State
 */

const BY_DATE = "ngay";
const MOST_PAGES = 50;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * @param {string} address the part of an address from the question mark on
 * @returns {State}
 */
export function readState(address) {
  const given = new URLSearchParams(address);
  const day = (/** @type {string} */ name) =>
    DAY.test(given.get(name) ?? "") ? (given.get(name) ?? "") : "";
  return {
    text: given.get("q") ?? "",
    filters: {
      tinh: given.get("tinh") ?? "",
      gopTinh: given.get("gop") === "1",
      muc: given.get("muc") ?? "",
      nguon: given.get("nguon") ?? "",
      nam: given.get("nam") ?? "",
      tu: day("tu"),
      den: day("den"),
    },
    order: given.get("thu-tu") === BY_DATE ? "date" : "relevance",
    pages: Math.min(Math.max(Number.parseInt(given.get("trang") ?? "", 10) || 1, 1), MOST_PAGES),
  };
}

/**
 * The address of a state, from the question mark on; only what differs from the usual is in it.
 * @param {State} state
 */
export function writeState({ text, filters, order, pages }) {
  const parts = new URLSearchParams();
  const values = {
    q: text,
    tinh: filters.tinh,
    gop: filters.tinh && filters.gopTinh ? "1" : "",
    muc: filters.muc,
    nguon: filters.nguon,
    nam: filters.nam,
    tu: filters.tu,
    den: filters.den,
    "thu-tu": order === "date" ? BY_DATE : "",
    trang: pages > 1 ? String(pages) : "",
  };
  for (const [name, value] of Object.entries(values)) if (value) parts.set(name, value);
  const written = parts.toString();
  return written ? `?${written}` : "";
}

/** @param {import("./facets.js").Filters} filters */
export function hasFilter(filters) {
  return Boolean(filters.tinh || filters.muc || filters.nguon || filters.nam || filters.tu || filters.den);
}
