/*
 * The reader's own choices: light or dark, the size of the text, keys. They hold before anything is painted.
 *
 * A classic script in the head, which waits for nothing, so that no page flashes. What chooses stands in the footer.
 */
"use strict";

(() => {
  const CHOICES = /** @type {const} */ ([
    ["theme", "Nền", { "": "Theo máy", light: "Sáng", dark: "Tối" }],
    ["size", "Cỡ chữ", { "": "Vừa", large: "Lớn", larger: "Rất lớn" }],
    ["keys", "Phím tắt", { "": "Bật (j, k: bài sau, trước; c: chép trích dẫn)", off: "Tắt" }],
  ]);
  const root = document.documentElement;

  const kept = (/** @type {string} */ name) => {
    try {
      return localStorage.getItem(`bulletin-${name}`) ?? "";
    } catch {
      // A browser may keep its storage from the page.
      return "";
    }
  };
  const choose = (/** @type {string} */ name, /** @type {string} */ value) => {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
    try {
      if (value) localStorage.setItem(`bulletin-${name}`, value);
      else localStorage.removeItem(`bulletin-${name}`);
    } catch {
      // Then it holds for this page.
    }
  };
  for (const [name] of CHOICES) {
    const value = kept(name);
    if (value) root.dataset[name] = value;
  }

  addEventListener("DOMContentLoaded", () => {
    const place = document.createElement("p");
    place.className = "looks";
    for (const [name, label, values] of CHOICES) {
      const select = document.createElement("select");
      for (const [value, text] of Object.entries(values)) select.add(new Option(text, value));
      select.value = root.dataset[name] ?? "";
      select.addEventListener("change", () => choose(name, select.value));
      const row = document.createElement("label");
      row.append(label, " ", select);
      place.append(row, " ");
    }
    document.querySelector(".site-footer .sheet")?.append(place);
  });

  const KEYS = { j: ".around [rel=next]", k: ".around [rel=prev]", c: ".cite button" };
  addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (root.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.key in KEYS) || target.closest("input, select, textarea, [contenteditable]")) return;
    const key = /** @type {keyof typeof KEYS} */ (event.key);
    /** @type {HTMLElement | null} */ (document.querySelector(KEYS[key]))?.click();
  });
})();
