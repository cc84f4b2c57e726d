// What the search of the copy says where a file of it could not be read.

const FILE = /(?:search|\d{4})\/[^\s:]*/;
const ADVICE = "Hãy giải nén lại toàn bộ tệp zip; cách kiểm tra bản sao có ở trang “Về bản sao này”.";

/** @param {string} error */
export function failure(error) {
  const [file = "search"] = FILE.exec(error) ?? [];
  return `Bản sao thiếu tệp ${file}, hoặc tệp ấy đã hỏng, nên không tìm được. ${ADVICE}`;
}

/** @param {string[]} failed the periods that could not be read */
export function missing(failed) {
  if (!failed.length) return "";
  return (
    `Bản sao thiếu tệp, hoặc có tệp hỏng, trong dữ liệu của: ${failed.join("; ")}. ` +
    `Kết quả có thể thiếu bài trong các thời gian này. ${ADVICE}`
  );
}
