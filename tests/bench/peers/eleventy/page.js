// The HTML that pages share.
export const esc = (text) => String(text).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

export const page = (url, title, main) => `<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><title>${esc(title)} – Bản tin Điểm báo</title><meta name="viewport" content="width=device-width"><link rel="canonical" href="https://diem-bao.example${url}"></head>
<body>
<header><a href="/">Bản tin Điểm báo</a><nav><a href="/tinh-thanh/">Tỉnh, thành</a> <a href="/chuyen-muc/">Chuyên mục</a> <a href="/nguon/">Nguồn</a></nav></header>
<main><h1>${esc(title)}</h1>
${main}
</main>
<footer><p>Bản tin Điểm báo Cải cách hành chính</p></footer>
</body>
</html>
`;

const links = (folder, names) => names.map((n) => `<a href="/${folder}/${n.slug}/">${esc(n.name)}</a> `).join("");

export const meta = (d) => `<p><time datetime="${d.day}">${d.day.split("-").reverse().join("/")}</time> ${links("chuyen-muc", d.sections)}${links("nguon", d.sources)}${links("tinh-thanh", d.provinces)}${esc(d.writer)}</p>`;

export const full = (a) => `<article><h2><a href="${a.url}">${esc(a.data.title)}</a></h2>${meta(a.data)}${a.content}</article>`;

export const card = (a) => `<article><h2><a href="${a.url}">${esc(a.data.title)}</a></h2>${meta(a.data)}<p>${a.content.slice(0, 1500).replace(/<[^>]*>/g, "").slice(0, 200)}…</p></article>`;

export const line = (a) => `<li><a href="${a.url ?? a.path}">${esc(a.data?.title ?? a.title)}</a></li>`;
