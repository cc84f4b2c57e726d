// The list of results as files: CSV for tables, RIS for collections of references.

/**
 * @typedef {{address: string, date: string, number: number, title: string, section: string, sources: string[],
 *   authors: string[], provinces: string[]}} Row
 */

const BYTE_ORDER_MARK = "\ufeff";
const COLUMNS = ["url", "date", "number", "title", "section", "source", "authors", "provinces"];
const BETWEEN = "; ";
// A cell that a table program would take for a formula gets an apostrophe, as in the site's data files.
const FORMULA = /^'*[=+\-@\t\r]/;
const SPACES = /\s+/gu;

/**
 * The rows after RFC 4180, as bulletin/pages/data_row.py writes them.
 * @param {Row[]} rows
 */
export function csvOf(rows) {
  const lines = rows.map(({ address, date, number, title, section, sources, authors, provinces }) =>
    [
      address,
      date,
      number,
      title,
      section,
      sources.join(BETWEEN),
      authors.join(BETWEEN),
      provinces.join(BETWEEN),
    ]
      .map(cell)
      .join(","),
  );
  return BYTE_ORDER_MARK + [COLUMNS.join(","), ...lines, ""].join("\r\n");
}

/**
 * One record of a newspaper article a row, with the tags of bulletin/pages/citation.py.
 * @param {Row[]} rows
 * @param {string} bulletin the name of the archive
 */
export function risOf(rows, bulletin) {
  const records = rows.map((row) => {
    /** @type {[string, string][]} */
    const tags = [
      ["TY", "NEWS"],
      ["TI", row.title],
      .../** @type {[string, string][]} */ (row.authors.map((name) => ["AU", name])),
      ["T2", row.sources[0] ?? bulletin],
      ["DA", row.date.replaceAll("-", "/")],
      ["PY", row.date.slice(0, 4)],
      ["DB", bulletin],
      ["LA", "vi"],
      ["UR", row.address],
    ];
    const lines = tags.map(([tag, value]) => `${tag}  - ${value.replace(SPACES, " ").trim()}`);
    return [...lines, "ER  - ", ""].join("\r\n");
  });
  return records.join("");
}

/** @param {string | number} value */
function cell(value) {
  const text = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Have the browser save a text as a file.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
