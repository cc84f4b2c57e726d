import { line, page } from "../page.js";

export const data = {
  kinds: [["tinh-thanh", "Tỉnh, thành"], ["chuyen-muc", "Chuyên mục"], ["nguon", "Nguồn"]],
  pagination: { data: "kinds", size: 1, alias: "kind" },
  eleventyExcludeFromCollections: true,
  permalink: ({ kind }) => `/${kind[0]}/`,
};
export const render = ({ kind, collections }) => page(`/${kind[0]}/`, kind[1],
  `<ul>${collections.lists.filter((l) => l.path.startsWith(`/${kind[0]}/`) && !l.newer).map(line).join("")}</ul>`);
