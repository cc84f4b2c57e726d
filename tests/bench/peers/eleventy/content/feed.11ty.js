import { esc } from "../page.js";

export const data = { eleventyExcludeFromCollections: true, permalink: "/feed.xml" };
export const render = ({ collections }) => `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Bản tin Điểm báo</title><link>https://diem-bao.example/</link><description>Cải cách hành chính</description>
${collections.newest.map((a) => `<item><title>${esc(a.data.title)}</title><link>https://diem-bao.example${a.url}</link><description>${esc(a.content)}</description></item>`).join("\n")}
</channel></rss>
`;
