// Where a result leads. The offline copy has its own: there an article is a part of the page of its issue.

/**
 * @param {string} root the way to the site's root
 * @param {{path: string, anchor: number}} result
 * @param {string} marks the words to mark there, as parameters of an address
 */
export function linkTo(root, { path, anchor }, marks) {
  return `${root}${path}${marks ? `?${marks}` : ""}${anchor ? `#p${anchor}` : ""}`;
}

/**
 * @param {string} root
 * @param {string} day such as `2023-12-11`
 */
export function linkToIssue(root, day) {
  return `${root}${day.replaceAll("-", "/")}/`;
}
