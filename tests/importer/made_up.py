"""Made-up bulletins for the tests of the importer."""

LINK = "[Về đầu trang](#)"


def bulletin_of(*bodies: str, date: str = "05/03/2024") -> str:
    """A bulletin of one section whose articles have these `bodies`, each ended by trailer and link."""
    titles = [f"Bài thử thứ {number} về thủ tục" for number in range(1, len(bodies) + 1)]
    listed = "\n".join(f"{number}. {title}\t{number}" for number, title in enumerate(titles, start=1))
    articles = "\n\n".join(
        f"{title}\n\n{body}\n\n(Plo.vn 4/3, Minh An){LINK}"
        for title, body in zip(titles, bodies, strict=True)
    )
    return (
        f"THỨ BA\n\nPhát hành: {date}\n\nCẢI CÁCH HÀNH CHÍNH\n\nCHỦ TRƯƠNG CẢI CÁCH\t1\n{listed}\n\n"
        f"CHỦ TRƯƠNG CẢI CÁCH\n\n{articles}\n"
    )
