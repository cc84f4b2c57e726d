// How many of the found articles each year has, as bars; a bar that is chosen filters, and once more does not.

import { countText } from "./messages.js";
import { element } from "./results_list.js";

const FEWEST = 2;
const LOWEST_PERCENT = 4;

/**
 * @param {HTMLElement} place
 * @param {Record<string, number>} counts articles by year
 * @param {{chosen: string, choose: (year: string) => void}} page
 */
export function showYearBars(place, counts, { chosen, choose }) {
  const years = Object.keys(counts)
    .filter((year) => counts[year] > 0)
    .sort();
  place.hidden = years.length < FEWEST;
  const most = Math.max(...years.map((year) => counts[year]));
  const [first, last] = [Number(years[0]), Number(years.at(-1))];
  const all = place.hidden ? [] : Array.from({ length: last - first + 1 }, (_, at) => String(first + at));
  place.replaceChildren(
    ...all.map((year) => {
      const count = counts[year] ?? 0;
      const bar = element("span", { class: "search-bar" });
      // Not as an attribute: the page's policy knows no styles in it.
      bar.style.blockSize = count ? `${Math.max(LOWEST_PERCENT, (100 * count) / most)}%` : "0";
      const button = /** @type {HTMLButtonElement} */ (
        element(
          "button",
          {
            type: "button",
            class: "search-year",
            "aria-pressed": String(year === chosen),
            "aria-label": `Năm ${year}: ${countText(count)} bài`,
            title: `${year}: ${countText(count)} bài`,
          },
          element("span", { class: "search-bar-room" }, bar),
          element("span", { class: "search-bar-year" }, year),
        )
      );
      button.disabled = !count;
      button.addEventListener("click", () => choose(year === chosen ? "" : year));
      return button;
    }),
  );
}
