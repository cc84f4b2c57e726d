// The list of results. All text goes in as text: nothing of an article ever becomes HTML.

import { dayText } from "./messages.js";
import { linkTo } from "./result_link.js";

/** @typedef {import("./walk.js").Result} Result */

/**
 * @param {HTMLElement} list
 * @param {Result[]} results
 * @param {{root: string, words: string[]}} page the way to the site's root, and what to mark on the pages behind the links
 */
export function showResults(list, results, { root, words }) {
  const marks = new URLSearchParams(words.map((word) => ["tim", word])).toString();
  list.replaceChildren(...results.map((result) => resultOf(result, linkTo(root, result, marks))));
}

/**
 * @param {Result} result
 * @param {string} address
 */
function resultOf(result, address) {
  const link = element("a", { href: address }, ...marked(result.title));
  const day = element("time", { datetime: result.date }, dayText(result.date));
  const facts = [
    result.sources.join(", "),
    result.author,
    result.section,
    result.provinces.join(", "),
  ].filter(Boolean);
  return element(
    "li",
    {},
    element(
      "article",
      { class: "card" },
      element(
        "p",
        { class: "card-margin card-date" },
        element("span", { class: "visually-hidden" }, "Số ra ngày "),
        day,
      ),
      element("h2", { class: "card-title" }, link),
      element("p", { class: "source-line" }, ...facts.flatMap((fact) => [element("span", {}, fact), " "])),
      ...(result.missing.length
        ? [element("p", { class: "search-missing" }, `thiếu: ${result.missing.join(", ")}`)]
        : []),
      ...(result.excerpt.length ? [element("p", { class: "card-lead" }, ...marked(result.excerpt))] : []),
    ),
  );
}

/** @param {import("./excerpt.js").Segment[]} segments */
function marked(segments) {
  return segments.map((segment) => (segment.marked ? element("mark", {}, segment.text) : segment.text));
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
