import { full, page } from "../page.js";

export const data = {
  pagination: { data: "collections.days", size: 1, alias: "day" },
  eleventyExcludeFromCollections: true,
  permalink: ({ day }) => day.path,
};
export const render = ({ day }) => page(day.path, day.title, day.items.map(full).join("\n"));
