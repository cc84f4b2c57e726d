/**
 * Offers names for each of several in one field. A browser's own list, which keyboard and screen readers know, is for
 * the whole value: behind each sign between two names it gets what is typed so far, and each name that can follow.
 */

/** What is typed up to the last sign between two names, with the spaces behind it; empty before any. */
function typedBefore(/** @type {string} */ value, /** @type {string} */ signs) {
  const last = Math.max(...[...signs].map((sign) => value.lastIndexOf(sign)));
  if (last < 0) return "";
  const spaces = value.slice(last + 1).match(/^\s*/)?.[0] ?? "";
  return value.slice(0, last + 1) + (spaces || " ");
}

/** Offer in `list` what can follow in `field`, of all `names`. */
function offer(
  /** @type {HTMLInputElement} */ field,
  /** @type {HTMLDataListElement} */ list,
  /** @type {string[]} */ names,
) {
  const before = typedBefore(field.value, field.dataset.several ?? "");
  if (list.dataset.before === before) return;
  list.dataset.before = before;
  const signs = new RegExp(`[${field.dataset.several}]`);
  const taken = new Set(before.split(signs).map((name) => name.trim().toLowerCase()));
  const left = names.filter((name) => !taken.has(name.toLowerCase()));
  list.replaceChildren(...left.map((name) => new Option("", before + name)));
}

for (const field of document.querySelectorAll("input[data-several]")) {
  if (!(field instanceof HTMLInputElement) || !field.list) continue;
  const names = Array.from(field.list.querySelectorAll("option"), (option) => option.value);
  const own = document.createElement("datalist");
  own.id = `${field.id}-ten`;
  const change = () => offer(field, own, names);
  // A list of each field's own, made once somebody is there.
  field.addEventListener(
    "focus",
    () => {
      change();
      field.after(own);
      field.setAttribute("list", own.id);
    },
    { once: true },
  );
  field.addEventListener("input", change);
}
