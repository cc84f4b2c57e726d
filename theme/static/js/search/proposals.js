// What stands above the results: filters found in the words, the issue of a day, and how the query was probably meant.

import { dayText } from "./messages.js";
import { linkToIssue } from "./result_link.js";
import { element } from "./results_list.js";

/**
 * @typedef {import("./walk.js").Chip} Chip
 * @typedef {import("./walk.js").Answer} Answer
 */

/** @type {Record<string, string>} */
const NAMES = { tinh: "Tỉnh, thành", muc: "Chuyên mục", nguon: "Nguồn", tacgia: "Tác giả" };

/**
 * @param {HTMLElement} place
 * @param {Answer} answer
 * @param {{root: string, choose: (chip: Chip) => void}} page
 */
export function showChips(place, { chips, issue }, { root, choose }) {
  const buttons = chips.map((chip) => {
    const name = NAMES[chip.kind] ? `${NAMES[chip.kind]}: ` : "";
    const button = element(
      "button",
      { type: "button", class: "search-chip", "aria-pressed": String(chip.on) },
      `${chip.on ? "" : "Chỉ "}${name}${chip.label}`,
    );
    button.append(element("span", { "aria-hidden": "true" }, chip.on ? " ×" : " +"));
    button.title = chip.on ? "Bỏ bộ lọc này" : "Lọc theo điều này";
    button.addEventListener("click", () => choose(chip));
    return button;
  });
  const link = issue
    ? [
        element(
          "a",
          { class: "search-issue", href: linkToIssue(root, issue) },
          `Xem số ra ngày ${dayText(issue)}`,
        ),
      ]
    : [];
  place.replaceChildren(...buttons, ...link);
  place.hidden = !place.childElementCount;
}

/**
 * @param {HTMLElement} place
 * @param {Answer["mended"]} mended
 * @param {{typed: string, mend: () => void, keep: () => void}} page
 */
export function showMended(place, mended, { typed, mend, keep }) {
  place.hidden = !mended;
  if (!mended) return place.replaceChildren();
  const link = (/** @type {Node | string} */ text, /** @type {() => void} */ act) => {
    const button = element("button", { type: "button", class: "search-link" }, text);
    button.addEventListener("click", act);
    return button;
  };
  const meant = element("strong", {}, mended.text);
  if (!mended.instead) return place.replaceChildren("Ý bạn là ", link(meant, mend), "?");
  place.replaceChildren(
    "Ý bạn là ",
    meant,
    "? Dưới đây là kết quả của cách viết ấy. ",
    link(`Tìm đúng “${typed}”`, keep),
  );
}
