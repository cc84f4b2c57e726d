"""Numbers as Vietnamese readers write them."""


def grouped(number: int) -> str:
    """A count with a dot before each three digits.

    >>> grouped(2554)
    '2.554'
    """
    return f"{number:,}".replace(",", ".")
