import { line, page } from "../page.js";

export const data = {
  pagination: { data: "collections.years", size: 1, alias: "year" },
  eleventyExcludeFromCollections: true,
  permalink: ({ year }) => year.path,
};
export const render = ({ year, collections }) => page(year.path, year.title, collections.months
  .filter((m) => m.path.startsWith(year.path))
  .map((m) => `<h2><a href="${m.path}">${m.title}</a></h2><ul>${collections.days.filter((d) => d.path.startsWith(m.path)).map(line).join("")}</ul>`).join("\n"));
