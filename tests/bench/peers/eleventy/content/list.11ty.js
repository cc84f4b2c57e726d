import { card, page } from "../page.js";

export const data = {
  pagination: { data: "collections.lists", size: 1, alias: "list" },
  eleventyExcludeFromCollections: true,
  permalink: ({ list }) => list.path,
};
export const render = ({ list }) => page(list.path, list.title, list.items.map(card).join("\n")
  + `<nav>${list.newer ? `<a href="${list.newer}">Mới hơn</a> ` : ""}${list.older ? `<a href="${list.older}">Cũ hơn</a>` : ""}</nav>`);
