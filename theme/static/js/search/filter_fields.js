// The fields that narrow a search, each choice with the number of articles behind it.

import { columnsOf } from "./facets.js";
import { countText } from "./messages.js";
import { element } from "./results_list.js";

/**
 * @typedef {import("./facets.js").Names} Names
 * @typedef {import("./facets.js").Filters} Filters
 * @typedef {{slug: string, name: string}} Choice
 */

const byName = new Intl.Collator("vi");
const TODAY = "Đơn vị từ ngày 01/7/2025";
const KINDS_SHOWN = /** @type {const} */ (["tinh", "muc", "nguon", "tacgia", "nam"]);
const BEFORE = "Đơn vị đến ngày 30/6/2025";

export class FilterFields {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    /** @type {Names | null} */
    this.names = null;
    /** @type {Record<string, string>} what each list was last filled from */
    this.shown = {};
  }

  /** @returns {Filters} */
  read() {
    const value = (/** @type {string} */ name) =>
      /** @type {any} */ (this.form.elements.namedItem(name)).value;
    return {
      tinh: value("tinh"),
      gopTinh: this.merge.checked,
      muc: value("muc"),
      nguon: value("nguon"),
      tacgia: value("tac-gia"),
      nam: value("nam"),
      tu: value("tu"),
      den: value("den"),
    };
  }

  /** @param {Filters} filters */
  write(filters) {
    for (const name of /** @type {const} */ (["tinh", "muc", "nguon", "nam"])) {
      const select = this.select(name);
      // A choice of the address must be kept before its list is known.
      if (filters[name] && ![...select.options].some((option) => option.value === filters[name])) {
        select.append(element("option", { value: filters[name] }, this.nameOf(name, filters[name])));
      }
      select.value = filters[name];
    }
    this.merge.checked = filters.gopTinh;
    for (const [name, value] of [
      ["tu", filters.tu],
      ["den", filters.den],
      ["tac-gia", filters.tacgia],
    ]) {
      /** @type {HTMLInputElement} */ (this.form.elements.namedItem(name)).value = value;
    }
    // From a day to a day is one filter.
    const on = KINDS_SHOWN.filter((name) => filters[name]).length + (filters.tu || filters.den ? 1 : 0);
    const summary = this.form.querySelector(".search-narrow > summary");
    if (summary) summary.textContent = on ? `Thu hẹp kết quả (${on} bộ lọc)` : "Thu hẹp kết quả";
    /** @type {HTMLElement} */ (this.form.querySelector("#tim-xoa")).hidden = !on;
    this.offerMerge(filters.tinh);
  }

  /** @returns {string[]} the filters that are on, in words: `Năm: 2023` */
  told() {
    const rows = /** @type {HTMLLabelElement[]} */ ([...this.form.querySelectorAll(".search-filters label")]);
    return rows.flatMap((row) => {
      const field = /** @type {HTMLInputElement | HTMLSelectElement | null} */ (row.control);
      if (!field?.value || row.hidden || field.name === "thu-tu") return [];
      if (field instanceof HTMLInputElement && field.type === "checkbox") {
        return field.checked ? [row.textContent?.trim() ?? ""] : [];
      }
      const value = field instanceof HTMLSelectElement ? field.selectedOptions[0].text : field.value;
      return [`${row.firstChild?.textContent?.trim()}: ${value.replace(/ \([\d.]+\)$/, "")}`];
    });
  }

  /**
   * List the choices that lead to articles, with their numbers, and all where these are not known.
   * @param {Record<string, Record<string, number>>} counts
   * @param {import("./facets.js").Column[]} known
   */
  count(counts, known) {
    const { names } = this;
    if (!names) return;
    const isKnown = (/** @type {string} */ name) =>
      columnsOf([name]).every((column) => known.includes(column));
    const isToday = (/** @type {any} */ province) => !province.into;
    const years = Object.keys(counts.nam).sort().reverse();
    const sources = listed(names.sources, counts.nguon);
    /** @type {[("tinh" | "muc" | "nguon" | "nam"), [string, Choice[]][]][]} */
    const lists = [
      [
        "tinh",
        [
          [TODAY, withTimes(names.provinces).filter(isToday)],
          [BEFORE, withTimes(names.provinces).filter((province) => !isToday(province))],
        ],
      ],
      ["muc", [["", listed(names.sections, counts.muc)]]],
      ["nguon", [["", sources.sort((a, b) => byName.compare(a.name, b.name))]]],
      ["nam", [["", years.map((year) => ({ slug: year, name: year }))]]],
    ];
    // Each in a turn of its own, so that neither the results nor a key wait for the long lists.
    for (const [name, groups] of lists)
      setTimeout(() => this.fill(name, isKnown(name) ? counts[name] : null, groups));
    this.offerMerge(this.select("tinh").value);
  }

  /**
   * @param {"tinh" | "muc" | "nguon" | "nam"} name
   * @param {Record<string, number> | null} counts
   * @param {[string, Choice[]][]} groups
   */
  fill(name, counts, groups) {
    const select = this.select(name);
    // An open list must not change under the reader's hand.
    if (document.activeElement === select) {
      select.addEventListener("blur", () => this.fill(name, counts, groups), { once: true });
      return;
    }
    const key = JSON.stringify([counts, select.value]);
    if (this.shown[name] === key) return;
    this.shown[name] = key;
    const chosen = select.value;
    const all = select.options[0];
    select.replaceChildren(all);
    for (const [label, choices] of groups) {
      const options = choices
        .filter((choice) => !counts || counts[choice.slug] || choice.slug === chosen)
        .map((choice) =>
          element("option", { value: choice.slug }, choice.name + numberText(counts, choice.slug)),
        );
      if (!options.length) continue;
      if (label) select.append(element("optgroup", { label }, ...options));
      else select.append(...options);
    }
    if (chosen && ![...select.options].some((option) => option.value === chosen)) {
      select.append(
        element("option", { value: chosen }, this.nameOf(name, chosen) + numberText(counts, chosen)),
      );
    }
    select.value = chosen;
  }

  /**
   * An old unit may bring the articles about the one that it is part of now.
   * @param {string} slug
   */
  offerMerge(slug) {
    const provinces = this.names?.provinces ?? [];
    const into = provinces.find((province) => province.slug === slug)?.into;
    const unit = provinces.find((province) => province.slug === into);
    const row = /** @type {HTMLElement} */ (this.merge.closest("label"));
    row.hidden = !unit;
    if (unit) {
      const text = /** @type {HTMLElement} */ (row.querySelector("span"));
      text.textContent = `Gồm cả bài về ${unit.name} từ ngày 01/7/2025`;
    }
  }

  /**
   * @param {string} kind
   * @param {string} slug
   */
  nameOf(kind, slug) {
    const lists = {
      tinh: withTimes(this.names?.provinces ?? []),
      muc: this.names?.sections,
      nguon: this.names?.sources,
    };
    const list = /** @type {Record<string, Choice[] | undefined>} */ (lists)[kind];
    return list?.find((choice) => choice.slug === slug)?.name ?? slug;
  }

  /** @param {string} name */
  select(name) {
    return /** @type {HTMLSelectElement} */ (this.form.elements.namedItem(name));
  }

  get merge() {
    return /** @type {HTMLInputElement} */ (this.form.elements.namedItem("gop"));
  }
}

/**
 * Provinces, those of one name with the time in which each was: of Đà Nẵng there are two.
 * @param {import("./facets.js").Province[]} provinces
 */
export function withTimes(provinces) {
  return provinces.map((one) => {
    const isAlone = provinces.filter((other) => other.name === one.name).length === 1;
    return isAlone ? one : { ...one, name: `${one.name}, ${one.into ? "đến 6/2025" : "từ 7/2025"}` };
  });
}

/**
 * @param {Record<string, number> | null} counts
 * @param {string} slug
 */
function numberText(counts, slug) {
  return counts ? ` (${countText(counts[slug] ?? 0)})` : "";
}

/**
 * The known choices, then those of the articles that no list knows.
 * @param {Choice[]} known
 * @param {Record<string, number>} counts
 */
function listed(known, counts) {
  const slugs = new Set(known.map((choice) => choice.slug));
  const others = Object.keys(counts).filter((slug) => slug && !slugs.has(slug));
  return [...known, ...others.map((slug) => ({ slug, name: slug }))];
}
