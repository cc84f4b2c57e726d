// Says so where the search page's own code did not arrive whole; not a module, so that it runs where modules do not.

(() => {
  const SECONDS = 12;
  const tell = () => {
    const status = document.getElementById("tim-trang-thai");
    if (!status || document.documentElement.dataset.search) return;
    status.textContent =
      "Phần tìm kiếm của trang chưa tải được, hoặc tải thiếu. Hãy tải lại trang; nếu vẫn vậy, hãy tìm theo lịch, " +
      "tỉnh thành hay nguồn ở cuối trang, hoặc báo cho người giữ trang.";
  };
  // A module that is missing or damaged is an error of the page, or of the element that names it.
  addEventListener("error", () => setTimeout(tell), true);
  setTimeout(tell, SECONDS * 1000);
})();
