// What the page says where data could not be had. The offline copy has its own words.

/** @param {string} _error */
export function failure(_error) {
  return "Không tải được dữ liệu tìm kiếm. Hãy kiểm tra kết nối mạng rồi thử lại.";
}

/** @param {string[]} failed the periods that could not be read */
export function missing(failed) {
  if (!failed.length) return "";
  return `Chưa đọc được dữ liệu của: ${failed.join("; ")}. Kết quả có thể thiếu bài trong các thời gian này.`;
}
