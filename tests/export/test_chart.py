"""The chart: a panel for each unit, the source at each point, hollow what is attributed; same rows, same bytes."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.export.chart import COMPARATORS, LEGEND, METADATA, to_chart
from pipeline.export.figures import FigureRow, Place

SVG = "{http://www.w3.org/2000/svg}"
STARTS = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}


def _row(fact: str = "f1", *, outlet: str = "ANSA", **changes: object) -> FigureRow:
    row = FigureRow(
        fact=fact,
        period="2024",
        value=245e9,
        unit="USD",
        comparator="=",
        direction=None,
        indicator="commercio",
        concept="commercio",
        about=("Russia", "Cina"),
        status="happened",
        negated=False,
        words_of=(),
        via=(),
        confidence=0.9,
        sources=1,
        places=(Place(f"art-{fact}", outlet, "", "", "", "parole", "parole"),),
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def _texts(rows: Iterable[FigureRow], title: str = "") -> list[str]:
    """Return all words of the chart, read as XML."""
    root = ElementTree.fromstring(to_chart(list(rows), "svg", title=title))
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def _panels(rows: Iterable[FigureRow]) -> int:
    root = ElementTree.fromstring(to_chart(list(rows), "svg", title=""))
    return sum(node.get("id", "").startswith("axes_") for node in root.iter(f"{SVG}g"))


def _fills(rows: Iterable[FigureRow]) -> list[str]:
    """Return the fill of each mark that stands in the chart."""
    root = ElementTree.fromstring(to_chart(list(rows), "svg", title=""))
    return [use.get("style", "") for use in root.iter(f"{SVG}use") if "fill" in use.get("style", "")]


@pytest.mark.parametrize("form", list(METADATA))
def test_the_same_rows_give_the_same_bytes_in_any_order(form: str) -> None:
    rows = [_row("f1"), _row("f2", period="2023", comparator=">"), _row("f3", unit="%", value=1.6, direction="+")]
    image = to_chart(rows, form, title="commercio")
    assert image.startswith(STARTS[form])
    assert to_chart(rows[::-1], form, title="commercio") == image
    assert str(date.today().year).encode() not in image or form != "svg" or b"dc:date" not in image


def test_settings_of_the_user_make_no_difference_and_stay() -> None:
    image = to_chart([_row()], "svg", title="")
    with mpl.rc_context({"font.size": 30, "svg.hashsalt": "other", "text.parse_math": True}):
        assert to_chart([_row()], "svg", title="") == image
        assert mpl.rcParams["font.size"] == 30


def test_units_never_share_an_axis() -> None:
    rows = [_row("f1"), _row("f2", unit="EUR"), _row("f3", unit="%"), _row("f4", unit="EUR", value=1.0)]
    assert _panels(rows) == 3
    texts = _texts(rows)
    assert {"dollari statunitensi (USD)", "%"} <= set(texts)
    assert any(text.startswith("euro (EUR)") for text in texts)


def test_each_point_names_its_source_and_whose_words_it_is() -> None:
    rows = [
        _row("f1"),
        _row("f2", outlet="", period="2023"),
        _row("f3", words_of=("Vladimir Putin",), outlet="Reuters", period="2022", status="planned"),
    ]
    assert {"ANSA", "art-f2", "Vladimir Putin, in Reuters (previsto)"} <= set(_texts(rows, "scambi"))
    assert {"scambi", "commercio: Russia, Cina", *LEGEND.splitlines()} <= set(_texts(rows, "scambi"))


def test_what_is_attributed_is_hollow() -> None:
    filled, hollow = _fills([_row()]), _fills([_row(words_of=("Vladimir Putin",))])
    assert not [style for style in filled if "#ffffff" in style]
    assert [style for style in hollow if "#ffffff" in style]


@pytest.mark.parametrize("comparator", list(COMPARATORS))
def test_what_only_bounds_a_value_has_a_mark_of_its_own(comparator: str) -> None:
    plain = to_chart([_row()], "svg", title="")
    others = {to_chart([_row(comparator=other)], "svg", title="") for other in COMPARATORS}
    assert plain not in others
    assert len(others) == len(COMPARATORS)
    assert to_chart([_row(comparator=comparator)], "svg", title="").count(b"<use") == plain.count(b"<use") + 1


def test_a_rise_and_a_fall_and_a_level_look_different() -> None:
    assert len({to_chart([_row(direction=way)], "svg", title="") for way in ("+", "-", None)}) == 3


@pytest.mark.parametrize(
    ("others", "lines"),
    [
        ([_row("f2", period="2023")], 1),
        ([_row("f2", period="2023"), _row("f3", period="2022")], 1),
        ([_row("f2", period="2023"), _row("f3", period="2023", value=2e11)], 0),
        ([_row("f2", period="2025-01/2025-06")], 0),
        ([_row("f2", period="2023", direction="+")], 0),
        ([_row("f2", period="2023", about=("Russia", "India"))], 0),
    ],
)
def test_a_line_joins_only_what_can_be_compared(others: list[FigureRow], lines: int) -> None:
    """Not two values of one period, nor a year and a half-year, nor a level and a rise, nor two things."""
    root = ElementTree.fromstring(to_chart([_row("f1"), *others], "svg", title=""))
    styles = [path.get("style", "") for path in root.iter(f"{SVG}path")]
    faint = [style for style in styles if "stroke-opacity: 0.35" in style and "stroke-width" not in style]
    assert len(faint) == lines


def test_axes_have_italian_numbers_and_months() -> None:
    rows = [_row("f1", period="2024-01", value=1.5e9), _row("f2", period="2024-07", value=2.5e9)]
    texts = _texts(rows)
    assert any(text.endswith(" miliardi") for text in texts)
    assert any(text in {"mar 2024", "mag 2024", "giu 2024", "lug 2024"} for text in texts)


def test_a_wide_range_is_logarithmic_and_says_so() -> None:
    assert any("scala logaritmica" in text for text in _texts([_row("f1", value=40.0), _row("f2", value=245e9)]))


def test_hostile_words_are_only_words(hostile_text: str) -> None:
    row = _row(outlet=hostile_text, concept=f"$\\frac{{x$ {hostile_text}", about=(hostile_text,), unit="$x_$")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        image = to_chart([row], "svg", title=f"$^ {hostile_text}")
    root = ElementTree.fromstring(image)
    assert not {node.tag for node in root.iter()} & {
        f"{SVG}{name}" for name in ("script", "image", "a", "foreignObject")
    }
    assert "$x_$" in _texts([row])
    for form in ("png", "pdf"):
        assert to_chart([row], form, title=hostile_text).startswith(STARTS[form])


def test_another_form_is_refused() -> None:
    with pytest.raises(UsageError, match="svg, png, pdf, not 'gif'"):
        to_chart([_row()], "gif", title="")
    with pytest.raises(UsageError, match="without an ending"):
        to_chart([_row()], "", title="")


def test_more_units_than_a_page_holds_are_refused() -> None:
    with pytest.raises(UsageError, match="25 units"):
        to_chart([_row(f"f{n}", unit=f"cose {n}") for n in range(25)], "svg", title="")


PERIODS = st.sampled_from(["1000", "8999-12-31", "2024", "2024-02", "2024-02-29", "2020/2024", "2024-01/2024-07"])


@settings(max_examples=10)  # each is drawn in full
@given(
    st.lists(
        st.tuples(PERIODS, st.floats(-1e300, 1e300), st.sampled_from("=<>~"), st.text(max_size=9)),
        min_size=1,
        max_size=6,
    )
)
def test_any_figures_make_a_chart(found: list[tuple[str, float, str, str]]) -> None:
    rows = [_row(f"f{n}", period=p, value=v, comparator=c, outlet=o) for n, (p, v, c, o) in enumerate(found)]
    ElementTree.fromstring(to_chart(rows, "svg", title="x"))
