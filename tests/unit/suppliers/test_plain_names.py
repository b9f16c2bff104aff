import polars as pl
import pytest

from kornhamn.suppliers.rules.names import plain_names


def plain(name: str) -> tuple[str, str]:
    """Return a name's plain name and legal form."""
    row = plain_names(pl.DataFrame({"name": [name], "place": [""]}))
    return row["plain_name"][0], row["form"][0]


@pytest.mark.parametrize(
    ("name", "expected", "form"),
    [
        ("NORDEA BANK AB/FIRST CARD ", "nordea bank", "ab"),
        ("BROWALL;VERONICA", "veronica browall", ""),
        ("Andersson, Anna", "anna andersson", ""),
        ("KARL HEDIN BYGGHANDEL;AB", "karl hedin bygghandel", "ab"),
        ("EKOBIL EK FÖR C/O ÖBO", "ekobil", "ekfor"),
        ("NÄRKEFRAKT EKONOMISK FÖRENING", "närkefrakt", "ekfor"),
        ("AKTIEBOLAGET MYRVOLDS MASKINER", "myrvolds maskiner", "ab"),
        ("EL AKTIEBOLAGET JOHANSSON OCH SPARF", "el johansson & sparf", "ab"),
        ("STAPLES SWEDEN AB ADVANTAGE", "staples sweden advantage", "ab"),
        ("Walter Klug GmbH & Co.KG", "walter klug", "kg"),
        ("Plougmann Vingtoft a/s", "plougmann vingtoft", "as"),
        ("W. L. Gore & Associates Scandinavia AB", "wl gore & associates scandinavia", "ab"),
        ("H A S TECHNOLOGY LTD", "has technology", "ltd"),
        ("OXYGEN AGENCY LTD THE", "oxygen agency", "ltd"),
        ("Vertiseit AB (publ)", "vertiseit", "ab"),
        ("ADLIBRIS AB, STOCKHOLM", "adlibris", "ab"),
        ("Adlibris AB Stockholm", "adlibris", "ab"),
        ("Stiftelsen Utvecklingstörda i fokus", "utvecklingstörda i fokus", "stift"),
        ("Müller Café AB", "muller cafe", "ab"),
        ("AB", "ab", "ab"),
    ],
)
def test_spelling_is_set_aside(name: str, expected: str, form: str) -> None:
    assert plain(name) == (expected, form)


def test_what_tells_sister_companies_apart_stays() -> None:
    names = ["X Fastigheter 1 AB", "X Fastigheter 2 AB", "X i Uppsala AB", "X i Malmö AB"]
    assert len({plain(name) for name in names}) == 4


def test_swedish_letters_tell() -> None:
    assert plain("Hörnan AB") != plain("Hornan AB")


@pytest.mark.parametrize("name", ["*", "", "[ENSKILD FIRMA 35]", "Personuppgift", "Sekretess 12"])
def test_a_masked_name_has_no_plain_name(name: str) -> None:
    assert plain(name) == ("", "")
