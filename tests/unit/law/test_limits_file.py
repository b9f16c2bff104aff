"""A file of money limits that cannot be trusted is refused with file, row and remedy."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from kornhamn.law.limits_file import LimitsFileRefused, read_limits
from kornhamn.law.types import LimitKind

REAL = (files("rulebooks") / "money-limits" / "limits.toml").read_text(encoding="utf-8")


def refused(tmp_path: Path, text: str) -> str:
    path = tmp_path / "limits.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LimitsFileRefused) as error:
        read_limits(path)
    assert error.value.params["file"] == "limits.toml"
    return str(error.value)


def changed(old: str, new: str) -> str:
    assert old in REAL
    return REAL.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("covers_from = 2018-01-01", "covers_from =", "at line 9"),
        ("covers_from = 2018-01-01\n", "", "top: covers_from is missing. Add a line"),
        ("covers_from = 2018-01-01", 'covers_from = "2018"', "covers_from = '2018'. Write a day"),
        ("covers_from = 2018-01-01", "covers_from = 2017-12-31", "no limit on 2017-12-31"),
        ("covers_to = 2027-12-31", "covers_to = 2028-01-01", "no limit on 2028-01-01"),
        ("covers_to", "covers_too", "unknown covers_too. Use only covers_from"),
        ("works = { sv =", "work = { sv =", "works is missing"),
        ("works = { sv =", "work = {}\nworks = { sv =", "top, kinds: unknown work"),
        ("{on}", "{day}", "top, remedy: an unknown hole. Use only {name}"),
        ('en = "Threshold for works"', 'no = "Terskel"', "unknown no. Use only sv, en"),
        (
            "valid_to = 2019-12-31",
            "valid_to = 2017-12-31",
            "publication 1 (2018-01-01): valid_to 2017-12-31 is before valid_from 2018-01-01",
        ),
        ("valid_to = 2019-12-31", "valid_to = 2019-12-30", "no limit on 2019-12-31. Add a line"),
        ("valid_to = 2019-12-31", "valid_to = 2020-01-01", "two limits on 2020-01-01. End the"),
        ("valid_to = 2019-12-31\n", "", "kind goods-services: two limits on 2020-01-01"),
        ("valid_to = 2019-12-31", "until = 2019-12-31", "unknown until"),
        ("valid_from = 2018-01-01", "valid_from = 2018-01-01T08:00:00", "Write a day"),
        ('source = "Konkurrensverket, Tröskel', 'source = " "#', "empty source"),
        ("goods-services = { sek", "goods = { sek", "limits: unknown goods. Use only goods-s"),
        ("sek = 2_096_097", "sek = -1", "publication 1 (2018-01-01), limits, goods-services: sek"),
        ("sek = 2_096_097", "sek = 0", "or leave it out if unknown"),
        ("sek = 2_096_097", 'sek = "2 096 097"', "Write a whole number there"),
        ("sek = 2_096_097", "sek = true", "Write a whole number there"),
        ("sek = 2_096_097", "sek = 2.5", "Write a whole number there"),
        ("sek = 2_096_097, eur", "nok = 1, eur", "unknown nok. Use only sek, eur, verified"),
        (", eur = 221_000, verified = true", "", "goods-services: verified is missing"),
        ("000, verified = true", '000, verified = "yes"', "Write true or false there"),
    ],
)
def test_a_change_that_breaks_the_file_is_named(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert told in refused(tmp_path, changed(old, new))


@pytest.mark.parametrize(
    ("publications", "told"),
    [("[1]", "publication 1 is no table"), ('"none"', "Write a list of tables there")],
)
def test_publications_that_are_no_tables_are_refused(
    tmp_path: Path, publications: str, told: str
) -> None:
    head = REAL[: REAL.index("\n[[publication]]")]
    text = head.replace("covers_from", f"publication = {publications}\ncovers_from", 1)
    assert told in refused(tmp_path, text)


def test_a_kind_that_is_never_published_is_refused(tmp_path: Path) -> None:
    lines = [line for line in REAL.splitlines() if not line.startswith("works = { sek")]
    text = "\n".join(line for line in lines if not line.startswith("works = { eur"))
    assert "kind works: no limit on 2018-01-01" in refused(tmp_path, text)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "limits.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(LimitsFileRefused, match="Correct the TOML"):
        read_limits(path)


def test_an_empty_figure_is_read_as_unknown(tmp_path: Path) -> None:
    path = tmp_path / "limits.toml"
    path.write_text(changed("sek = 2_096_097, eur = 221_000, ", ""), encoding="utf-8")
    limit = next(row for row in read_limits(path).limits if row.kind is LimitKind.GOODS_SERVICES)
    assert (limit.amount, limit.amount_eur) == (None, None)
    assert limit.period is not None
    assert limit.period.start == date(2018, 1, 1)
