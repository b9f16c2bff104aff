"""Components: what they promise to people, keyboards and the content policy."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from django.test import Client
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler

from kornhamn.rulebook.types import Force, Verdict
from kornhamn.web import formats
from kornhamn.web.heat_maps import Cell, Heading, HeatMap, Row, shade_of
from kornhamn.web.tables import Column, Table

ROOT = Path(__file__).resolve().parents[2]


def drawn(source: str, **context: object) -> str:
    with translation.override("sv"):
        return Template(CottonCompiler().process(source)).render(Context(context))


class Need(forms.Form):
    title = forms.CharField(label="Vad?", help_text="Ett namn.")
    value = forms.IntegerField(label="Värde", min_value=0)
    starts_on = forms.DateField(label="När?")
    procedure = forms.ChoiceField(
        label="Hur?", widget=forms.RadioSelect, choices=[("a", "Alfa"), ("b", "Beta")]
    )
    terms = forms.MultipleChoiceField(
        label="Villkor", widget=forms.CheckboxSelectMultiple, required=False, choices=[("m", "M")]
    )
    kind = forms.ChoiceField(label="Slag", choices=[("x", "X")])
    text = forms.CharField(label="Text", widget=forms.Textarea, required=False)
    file = forms.FileField(label="Fil", required=False)
    agreed = forms.BooleanField(label="Läst")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_refused_form_keeps_what_was_written_and_says_where_it_is_wrong() -> None:
    form = Need({"title": "", "value": "tolv", "starts_on": "2026-13-40", "procedure": "c"})
    html = drawn("{{ form }}", form=form)
    assert 'value="tolv"' in html
    assert 'value="2026-13-40"' in html
    assert 'href="#id_value"' in html
    assert 'href="#id_procedure_0"' in html
    assert 'id="id_procedure_0"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_error"' in html
    assert html.index("ds-error-summary") < html.index('name="title"')
    assert "autofocus" in html


def test_an_untouched_form_has_no_errors_and_says_what_is_optional() -> None:
    html = drawn("{{ form }}", form=Need())
    assert "ds-error-summary" not in html
    assert 'type="date"' in html
    assert html.count("frivilligt") == 3
    assert html.count("<fieldset") == 2
    assert 'inputmode="numeric"' in html
    assert html.count('class="ds-input') == 11


def test_a_label_that_is_markup_stays_text() -> None:
    evil = "<img src=x onerror=alert(1)>"
    for source in (
        '<c-card :title="evil">x</c-card>', "<c-tag>{{ evil }}</c-tag>",
        '<c-empty :title="evil" :action="evil" href="/">x</c-empty>',
        '<c-key-figure :label="evil" :value="evil" />', '<c-button :title="evil">x</c-button>',
        '<c-definitions :items="pairs" />', '<c-breadcrumbs :items="pairs" />',
        '<c-card title="{{ evil }}">x</c-card>',
    ):  # fmt: skip
        html = drawn(source, evil=evil, pairs=[(evil, evil), (evil, evil)])
        assert "<img" not in html, source


def first_tag(html: str) -> dict[str, str | None]:
    """Return the attributes of the first tag, as a browser reads them."""

    class Reader(HTMLParser):
        attributes: dict[str, str | None] | None = None

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
            self.attributes = self.attributes or dict(attrs)

    reader = Reader()
    reader.feed(html)
    return reader.attributes or {}


@pytest.mark.parametrize("evil", ['"a" onclick="b"', "' onclick='b", "\"' onclick='b\""])
@pytest.mark.parametrize(
    "source", ['<c-button :title="evil">x</c-button>', '<c-tag title="{{ evil }}">x</c-tag>']
)
def test_an_attribute_cannot_be_broken_out_of(source: str, evil: str) -> None:
    attributes = first_tag(drawn(source, evil=evil))
    assert attributes["title"] == evil
    assert "onclick" not in attributes


def test_no_component_writes_its_attributes_unescaped() -> None:
    templates = (ROOT / "src/kornhamn/web/templates").rglob("*.html")
    assert not [path.name for path in templates if "{{ attrs }}" in path.read_text()]


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_is_told_by_colour_shape_and_word(verdict: Verdict) -> None:
    html = drawn('<c-verdict :value="verdict" />', verdict=verdict)
    assert f'data-verdict="{verdict}"' in html
    assert "<path" in html
    with translation.override("sv"):
        words = {str(v): drawn(f'<c-verdict value="{v}" />') for v in Verdict}
    assert len({text.split("<span>")[1] for text in words.values()}) == len(Verdict)


@pytest.mark.parametrize("force", Force)
def test_every_force_has_words(force: Force) -> None:
    html = drawn('<c-force :value="force" /><c-force :value="force" short="1" />', force=force)
    assert f">{force}<" not in html


def test_a_blocked_button_says_what_blocks_it_and_who_can_lift_it() -> None:
    html = drawn('<c-blocked-button id="p" reason="Gräns" source="4 §" lifted-by="KS">A'
                 "</c-blocked-button>")  # fmt: skip
    assert 'aria-disabled="true"' in html
    assert 'aria-describedby="p-reason"' in html
    assert 'id="p-reason"' in html
    assert all(word in html for word in ("Gräns", "4 §", "KS"))
    assert 'type="submit"' not in html


def test_work_under_way_asks_again_with_script_and_by_a_link_without() -> None:
    running = drawn('<c-progress id="p" label="L" value="3" max="10" url="/p/">3</c-progress>')
    assert 'hx-get="/p/"' in running
    assert "<noscript>" in running
    ready = drawn('<c-progress id="p" label="L" value="9" url="/p/" done="1">9</c-progress>')
    assert "hx-get" not in ready
    assert "<noscript>" not in ready


@pytest.mark.parametrize(
    ("share", "shade"), [(None, None), (0, 0), (0.004, 1), (0.5, 5), (0.996, 9), (1, 10)]
)
def test_only_nothing_is_white_and_only_everything_is_darkest(
    share: float | None, shade: int | None
) -> None:
    assert shade_of(share) == shade


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ 123456700|kronor }}", "1\u00a0234\u00a0567\u00a0kr"),
        ("{{ none|kronor }}", "\u2013"),
        ("{{ 0|kronor }}", "0\u00a0kr"),
        ("{{ 1234.5|number:1 }}", "1\u00a0234,5"),
        ("{{ share|percent }}", "13\u00a0%"),
        ("{{ on|iso_date }}", "2026-03-09"),
        ("{{ none|iso_date }}", "\u2013"),
    ],
)
def test_figures_read_as_swedes_write_them(text: str, expected: str) -> None:
    assert drawn(text, none=None, share=0.125, on=date(2026, 3, 9)) == expected


def test_decimals_follow_the_language_and_halves_go_away_from_zero() -> None:
    with translation.override("en"):
        assert formats.number(Decimal("1234.25"), 1) == "1\u00a0234.3"
        assert formats.number(-0.5) == "\u22121"
    with translation.override("sv"):
        assert formats.kronor_short(1_234_567_890_00) == "1,2\u00a0md\u00a0kr"
        assert formats.kronor_short(850_00) == "850\u00a0kr"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_style_page_shows_everything_without_style_or_script_of_its_own(
    client: Client, language: str
) -> None:
    page = client.get("/components/", headers={"accept-language": language})
    html = page.content.decode()
    assert page.status_code == 200
    assert f'<html lang="{language}"' in html
    assert " style=" not in html
    assert "<style" not in html
    assert html.count("<script") == html.count("<script src=") + html.count("<script defer src=")
    assert not [sign for sign in ("<c-", "{%", "{{", "{#") if sign in html]
    assert "http://" not in html.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.django_db
def test_the_chosen_theme_is_remembered_and_anything_else_forgets_it(client: Client) -> None:
    response = client.post("/theme/", {"theme": "dark", "next": "/components/?page=2"})
    assert response["Location"] == "/components/?page=2"
    assert 'data-color-scheme="dark"' in client.get("/components/").content.decode()
    client.post("/theme/", {"theme": '"><script>', "next": "/components/"})
    assert 'data-color-scheme="auto"' in client.get("/components/").content.decode()


@pytest.mark.django_db
def test_choosing_a_theme_never_leads_to_another_site_nor_by_a_link(client: Client) -> None:
    assert client.post("/theme/", {"theme": "dark", "next": "//evil.example/"})["Location"] == "/"
    assert client.get("/theme/?theme=dark").status_code == 405


@pytest.mark.django_db
def test_the_style_pages_table_comes_along_as_files(client: Client) -> None:
    page = client.get("/components/?verdict=met&sort=-value&format=csv")
    lines = page.content.decode("utf-8-sig").splitlines()
    assert page["Content-Type"].startswith("text/csv")
    assert len(lines) == 21


def test_the_vendored_files_are_the_ones_their_checksums_name() -> None:
    script = ROOT / "bin" / "derive-designsystem"
    done = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "sourceMappingURL" not in "".join(
        path.read_text() for path in (ROOT / "src/kornhamn/web/static/vendor").rglob("*.css")
    )


def test_texts_in_cells_and_marks_stay_text() -> None:
    evil = '"><img src=x onerror=alert(1)>'
    columns = (Column("name", evil, url=lambda row: row["name"]), Column("other", evil))
    table = Table(columns).bind([{"name": evil, "other": evil}], QueryDict())
    heat_map = HeatMap(
        [Heading(evil, evil)], [Row(evil, [Cell(evil, 3, evil, evil)], evil)], corner=evil
    )
    for html in (
        drawn('<c-table :table="table" :caption="evil" />', table=table, evil=evil),
        drawn('<c-heat-map :map="map" :caption="evil" />', map=heat_map, evil=evil),
        drawn('<c-verdict :value="evil" /><c-icon :name="evil" />', evil=evil),
    ):
        assert "<img" not in html
        assert 'href="">' not in html
