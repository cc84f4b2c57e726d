// Suggestions below the search fields of a page, while the reader types: chosen by keys or pointer.

import { Beginnings } from "./beginnings.js";
import { dataBelow } from "./own_data.js";
import { linkTo } from "./result_link.js";
import { element } from "./results_list.js";
import { fold, syllables } from "./words.js";

/** @typedef {import("./beginnings.js").Suggestion} Suggestion */

let lists = 0;

class SuggestionList {
  /**
   * @param {HTMLInputElement} field
   * @param {HTMLFormElement} form
   */
  constructor(field, form) {
    this.field = field;
    this.form = form;
    this.root = new URL("../", form.action).href;
    this.beginnings = new Beginnings(dataBelow(new URL("search/", this.root).href));
    // Where articles are listed below the field, titles need not be.
    this.withTitles = !form.dataset.root;
    this.list = element("ul", {
      id: `goi-y-${++lists}`,
      class: "suggestions",
      role: "listbox",
      "aria-label": "Gợi ý",
    });
    this.list.hidden = true;
    /** @type {Suggestion[]} */
    this.shown = [];
    this.active = -1;
    this.asked = 0;
  }

  start() {
    const { field } = this;
    field.after(this.list);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", [field.getAttribute("aria-controls"), this.list.id].join(" ").trim());
    field.addEventListener("input", () => this.suggest());
    field.addEventListener("keydown", (event) => this.press(event), { capture: true });
    field.addEventListener("blur", () => this.close());
    this.form.addEventListener("submit", () => this.close());
    // A press on the list must not take the focus from the field, which would close it.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => {
      const option = /** @type {Element} */ (target).closest("li");
      if (option) this.choose([...this.list.children].indexOf(option));
    });
    if (field.value) this.suggest();
  }

  async suggest() {
    const asked = ++this.asked;
    const typed = this.field.value;
    try {
      const found = await this.beginnings.of(typed, { withTitles: this.withTitles });
      if (asked !== this.asked || document.activeElement !== this.field) return;
      this.show(found.filter((one) => !isSame(one.label, typed)));
    } catch (error) {
      // Without suggestions the search works as ever.
      console.warn(error);
      this.close();
    }
  }

  /** @param {Suggestion[]} found */
  show(found) {
    this.shown = found;
    this.list.replaceChildren(
      ...found.map((one, at) =>
        element(
          "li",
          { id: `${this.list.id}-${at}`, role: "option", "aria-selected": "false" },
          element("span", { class: "suggestion-label" }, one.label),
          " ",
          element("span", { class: "suggestion-kind" }, one.kind),
        ),
      ),
    );
    this.mark(-1);
    this.list.hidden = !found.length;
    this.field.setAttribute("aria-expanded", String(found.length > 0));
  }

  close() {
    this.asked++;
    this.show([]);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.isComposing || this.list.hidden) return;
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const next = this.active + by;
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.active >= 0) this.choose(this.active);
    else if (by && next >= -1 && next < this.shown.length && (next >= 0 || this.active >= 0)) this.mark(next);
    else return by ? this.close() : undefined;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** @param {number} at */
  mark(at) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = at;
    const option = this.list.children[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  /** @param {number} at */
  choose(at) {
    const { text, path } = this.shown[at];
    this.close();
    if (path) {
      location.assign(linkTo(this.root, { path, anchor: 0 }, ""));
      return;
    }
    this.field.value = text;
    this.form.requestSubmit();
  }
}

/**
 * Whether a name is typed already, but for its marks.
 * @param {string} label
 * @param {string} typed
 */
function isSame(label, typed) {
  return syllables(label).map(fold).join(" ") === syllables(typed).map(fold).join(" ");
}

for (const form of document.querySelectorAll("form[role=search]")) {
  const field = /** @type {HTMLFormElement} */ (form).elements.namedItem("q");
  if (field instanceof HTMLInputElement)
    new SuggestionList(field, /** @type {HTMLFormElement} */ (form)).start();
}
