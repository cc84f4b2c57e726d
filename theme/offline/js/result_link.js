// Where a result leads in the offline copy: to the article, or its paragraph, on the page of the issue.

const ARTICLE = /(\d+)\/$/;

/**
 * @param {string} root
 * @param {{path: string, anchor: number}} result
 * @param {string} marks
 */
export function linkTo(root, { path, anchor }, marks) {
  const [, number] = ARTICLE.exec(path) ?? [];
  const page = `${root}${path.replace(ARTICLE, "")}index.html`;
  return `${page}${marks ? `?${marks}` : ""}#${anchor ? `b${number}-p${anchor}` : `bai-${number}`}`;
}

/**
 * @param {string} root
 * @param {string} day such as `2023-12-11`
 */
export function linkToIssue(root, day) {
  return `${root}${day.replaceAll("-", "/")}/index.html`;
}
