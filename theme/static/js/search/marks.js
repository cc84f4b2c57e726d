// On an article that was reached from the search: marks the words that were looked for (`?tim=…` in the address).

import { Marker } from "./excerpt.js";
import { parseQuery } from "./query.js";

const PLACES = ".full-title, .body";

/** @param {string[]} words */
function markAll(words) {
  const queries = words.map((text) => parseQuery(text.normalize("NFC"), false));
  const query = { text: "", parts: queries.flatMap((one) => one.parts), size: 0 };
  // On a page of several articles only the one that the address leads to.
  const article = document.getElementById(location.hash.slice(1))?.closest("article") ?? document;
  const nodes = [...article.querySelectorAll(PLACES)].flatMap(textNodes);
  const together = new Marker(query, [], []);
  const found = nodes.some((node) => together.read(node.data).found.size);
  // Where no two of the words stand together, each is marked by itself.
  const alone = new Marker(
    query,
    query.parts.flatMap((part) => part.syllables),
    [],
  );
  for (const node of nodes) markNode(node, found ? together : alone);
}

/** @param {Element} place */
function textNodes(place) {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const nodes = [];
  while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
  return nodes;
}

/**
 * @param {Text} node
 * @param {Marker} marker
 */
function markNode(node, marker) {
  const segments = marker.whole(node.data);
  if (!segments.some((segment) => segment.marked)) return;
  node.replaceWith(
    ...segments.map((segment) => {
      if (!segment.marked) return segment.text;
      const mark = document.createElement("mark");
      mark.textContent = segment.text;
      return mark;
    }),
  );
}

markAll(new URLSearchParams(location.search).getAll("tim").slice(0, 6));
