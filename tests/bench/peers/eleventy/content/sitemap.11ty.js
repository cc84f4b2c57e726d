export const data = { eleventyExcludeFromCollections: true, permalink: "/sitemap.xml" };
export const render = ({ collections: c }) => `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${[...c.days.flatMap((d) => [d.path, ...d.items.map((a) => a.url)]), ...c.months.map((m) => m.path), ...c.years.map((y) => y.path), ...c.lists.map((l) => l.path)].map((p) => `<url><loc>https://diem-bao.example${p}</loc></url>`).join("\n")}
</urlset>
`;
