import { line, page } from "../page.js";

export const data = {
  pagination: { data: "collections.months", size: 1, alias: "month" },
  eleventyExcludeFromCollections: true,
  permalink: ({ month }) => month.path,
};
export const render = ({ month }) => {
  const days = Map.groupBy ? Map.groupBy(month.items, (a) => a.data.day) : month.items.reduce((m, a) => m.set(a.data.day, [...(m.get(a.data.day) ?? []), a]), new Map());
  return page(month.path, month.title, [...days].map(([day, items]) =>
    `<h2><a href="/${day.replaceAll("-", "/")}/">${day.split("-").reverse().join("/")}</a></h2><ul>${items.map(line).join("")}</ul>`).join("\n"));
};
