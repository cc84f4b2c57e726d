// The text of an article out of the page of its issue, as the search knows it: bulletin/search/documents.py.

const SPACES = /\s+/g;
const ENDS = /^[ ·]+|[ ·]+$/g;
const BETWEEN = /** @type {Record<string, string>} */ ({ TD: " · ", TH: " · ", BR: " ", P: " " });

/**
 * @param {string} html the page of an issue
 * @param {number} number of the article
 */
export function textOf(html, number) {
  const start = html.indexOf(`<article id="bai-${number}"`);
  if (start < 0) return null;
  const end = html.indexOf("</article>", start);
  const parsed = new DOMParser().parseFromString(html.slice(start, end), "text/html");
  const title = parsed.querySelector(".full-title");
  title?.querySelector(".full-number")?.remove();
  return {
    title: plain(title),
    sources: fact(parsed, "sources"),
    provinces: fact(parsed, "provinces"),
    author: fact(parsed, "authors")[0],
    paragraphs: paragraphs(parsed, `b${number}-p`),
  };
}

/**
 * A line of the article's record; its names stay together, as they are shown.
 * @param {Document} parsed
 * @param {string} name
 */
function fact(parsed, name) {
  const names = parsed.querySelector(`[data-fact="${name}"]`);
  return names ? [plain(names)] : [];
}

/**
 * The blocks with an anchor, without what lies in anchored blocks inside them.
 * @param {Document} parsed
 * @param {string} prefix of the anchors
 * @returns {[number, string][]}
 */
function paragraphs(parsed, prefix) {
  const blocks = [...parsed.querySelectorAll(`[id^="${prefix}"]`)];
  return blocks
    .map(
      (block) => /** @type {[number, string]} */ ([Number(block.id.slice(prefix.length)), tidy(own(block))]),
    )
    .filter(([, text]) => text);
}

/** @param {Element} block */
function own(block) {
  let text = BETWEEN[block.tagName] ?? "";
  for (const child of block.childNodes) {
    if (child instanceof Element) text += child.id ? "" : own(child);
    else text += child.textContent;
  }
  return text;
}

/** @param {string} text */
function tidy(text) {
  return text.replace(SPACES, " ").replace(ENDS, "");
}

/** @param {Element | null | undefined} element */
function plain(element) {
  return tidy(element?.textContent ?? "");
}
