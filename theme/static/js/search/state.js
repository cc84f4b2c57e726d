// What the reader has asked for, as the page's address holds it: `/tim-kiem/?q=…&tinh=…`.

/**
 * @typedef {{text: string, filters: import("./facets.js").Filters, order: "relevance" | "date", pages: number,
 *   without: string[], asTyped: boolean}} State
 *   `without`: kinds of words in the text that are not to be filters; `asTyped`: nothing in it is to be mended
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
      tacgia: given.get("tac-gia") ?? "",
      nam: given.get("nam") ?? "",
      tu: day("tu"),
      den: day("den"),
    },
    order: given.get("thu-tu") === BY_DATE ? "date" : "relevance",
    pages: Math.min(Math.max(Number.parseInt(given.get("trang") ?? "", 10) || 1, 1), MOST_PAGES),
    without: (given.get("bo") ?? "").split(",").filter((kind) => /^[a-z]{2,8}$/.test(kind)),
    asTyped: given.get("dung") === "1",
  };
}

/**
 * The address of a state, from the question mark on; only what differs from the usual is in it.
 * @param {State} state
 */
export function writeState({ text, filters, order, pages, without, asTyped }) {
  const parts = new URLSearchParams();
  const values = {
    q: text,
    tinh: filters.tinh,
    gop: filters.tinh && filters.gopTinh ? "1" : "",
    muc: filters.muc,
    nguon: filters.nguon,
    "tac-gia": filters.tacgia,
    nam: filters.nam,
    tu: filters.tu,
    den: filters.den,
    "thu-tu": order === "date" ? BY_DATE : "",
    trang: pages > 1 ? String(pages) : "",
    bo: without.join(","),
    dung: asTyped ? "1" : "",
  };
  for (const [name, value] of Object.entries(values)) if (value) parts.set(name, value);
  const written = parts.toString();
  return written ? `?${written}` : "";
}

/** @param {import("./facets.js").Filters} filters */
export function hasFilter(filters) {
  return Object.entries(filters).some(([name, value]) => name !== "gopTinh" && value);
}
