"""Dates in Vietnamese."""

from datetime import date

from bulletin.text.dates import date_span, long_date, short_date


def test_days_below_ten_and_the_first_two_months_keep_a_zero() -> None:
    assert short_date(date(2024, 1, 2)) == "02/01/2024"
    assert short_date(date(2024, 3, 10)) == "10/3/2024"
    assert short_date(date(2023, 12, 11)) == "11/12/2023"


def test_weekday_and_span() -> None:
    assert long_date(date(2023, 12, 11)) == "Thứ Hai, ngày 11/12/2023"
    assert long_date(date(2023, 12, 10)) == "Chủ nhật, ngày 10/12/2023"
    assert date_span(date(2023, 12, 30), date(2024, 1, 2)) == "30/12/2023 – 02/01/2024"
