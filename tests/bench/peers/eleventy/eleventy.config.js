// Groups the articles for the pages that list them; a list page is { path, title, items, newer, older }.
const SIZE = 20;

function group(items, key) {
  const groups = new Map();
  for (const item of items) for (const name of [key(item)].flat()) {
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(item);
  }
  return groups;
}

export default function (config) {
  config.setInputDirectory("content");
  config.setOutputDirectory("output");
  config.amendLibrary("md", (md) => md.set({ html: false, typographer: true }));
  const sorted = (api) => api.getFilteredByGlob("content/articles/**/*.md")
    .sort((a, b) => a.data.order < b.data.order ? -1 : 1);
  let kept;
  const articles = (api) => (kept ??= sorted(api));
  config.on("eleventy.before", () => { kept = undefined; });
  const dated = (length) => (api) => [...group(articles(api), (a) => a.data.day.slice(0, length))]
    .map(([day, items]) => ({ path: `/${day.replaceAll("-", "/")}/`, title: day.split("-").reverse().join("/"), items }));
  config.addCollection("days", dated(10));
  config.addCollection("months", dated(7));
  config.addCollection("years", dated(4));
  config.addCollection("newest", (api) => articles(api).slice(-SIZE).reverse());
  config.addCollection("lists", (api) => {
    const pages = [];
    for (const [folder, key] of [["tinh-thanh", "provinces"], ["chuyen-muc", "sections"], ["nguon", "sources"]]) {
      const names = new Map(articles(api).flatMap((a) => a.data[key].map((n) => [n.slug, n.name])));
      const groups = group(articles(api), (a) => a.data[key].map((n) => n.slug));
      for (const [slug, items] of groups) {
        items.reverse();
        const path = (n) => n ? `/${folder}/${slug}/trang/${n + 1}/` : `/${folder}/${slug}/`;
        const count = Math.ceil(items.length / SIZE);
        for (let n = 0; n < count; n++) pages.push({
          path: path(n), title: names.get(slug), items: items.slice(n * SIZE, (n + 1) * SIZE),
          newer: n && path(n - 1), older: n + 1 < count && path(n + 1),
        });
      }
    }
    return pages;
  });
}
