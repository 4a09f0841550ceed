"""Figures → a chart of value over time: a panel for each unit, a colour for what is measured, the source at each point.

A point stands in the middle of its period, and a bar shows how long that is. Filled is what an article says in its own
words, hollow what stands in somebody's. An arrow up or down is "more than" or "less than", a bar with two ends "about".
None of these marks has a length on the scale: the articles tell none. The same rows give the same bytes, since
matplotlib is kept from writing the time, its version and random names, and from reading a user's settings. Needs the
extra `plot`.
"""

from __future__ import annotations

import io
import math
import unicodedata
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import matplotlib as mpl
from babel.numbers import get_currency_name
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.dates import AutoDateLocator
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from pipeline.errors import UsageError
from pipeline.export.figures import LOCALE, FigureRow, number_text, period_text
from pipeline.typography import folded

METADATA: Mapping[str, Mapping[str, str | None]] = {
    "svg": {"Date": None, "Creator": "Intreccio"},
    "png": {"Software": "Intreccio"},
    "pdf": {"CreationDate": None, "Creator": "Intreccio", "Producer": "Intreccio"},
}
"""The forms of a chart, and what a file of each says of itself."""
SETTINGS: Mapping[Any, Any] = {
    "svg.hashsalt": "intreccio",
    "svg.fonttype": "none",  # text stays text, which can be searched, read aloud and edited
    "text.parse_math": False,  # "$" in an article is a dollar
    "text.usetex": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "font.size": 9,
}
LEGEND = (
    "pieno: lo scrive l'articolo; vuoto: in parole altrui – ▲ ▼ in aumento, in calo – "
    "freccia: più o meno di; barra con due estremi: circa\n"
    "filled: the article says so; hollow: in somebody's words – ▲ ▼ rise, fall – "
    "arrow: more or less than; bar with two ends: about"
)
STATUS_LABELS = {"planned": "previsto", "alleged": "presunto"}
MARKERS = {"+": "^", "-": "v", None: "o"}
COMPARATORS = {
    ">": Path([(0, 0), (0, 1), (-0.2, 0.7), (0, 1), (0.2, 0.7)], [1, 2, 1, 2, 2]),
    "<": Path([(0, 0), (0, -1), (-0.2, -0.7), (0, -1), (0.2, -0.7)], [1, 2, 1, 2, 2]),
    "~": Path([(-0.2, 0.7), (0.2, 0.7), (0, 0.7), (0, -0.7), (-0.2, -0.7), (0.2, -0.7), (0, 1)], [1, 2, 1, 2, 1, 2, 1]),
}
"""Marks beside a point, drawn around (0, 0); 1 moves and 2 draws."""
COLOURS = ("#1b6ca8", "#c8553d", "#2a7f62", "#8e5ea2", "#b8860b", "#555555", "#d1478c", "#3a9fb5")
EPOCH = date(1970, 1, 1).toordinal()
"""Matplotlib counts days from here."""
WIDTH, PANEL_HEIGHT, FRAME_HEIGHT = 9.0, 2.7, 1.3
"""Inches."""
MOST_PANELS = 24
SAME_LENGTH = 1.15
"""How much longer than another a period may be and still be as long: 31 days and 28 are a month."""
WIDE_RANGE = 1000
"""How many times the least value the greatest may be before the scale is logarithmic."""
MARK, ARROW, GAP = 6, 38, 7
"""Sizes of a point and of the mark beside it, and how far off its label stands, in points."""
LABEL_LENGTH = 48


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one thing measured of the same parties, told in the same way: level, rise or fall."""

    label: str
    rows: tuple[FigureRow, ...]
    colour: str


def to_chart(rows: Sequence[FigureRow], form: str, *, title: str) -> bytes:
    """Return a chart of figures that all have a period, as a file of a form: svg, png or pdf.

    Raises UsageError for another form, and where there are more units than a page can hold.
    """
    if form not in METADATA:
        raise UsageError(f"a chart is a file of {', '.join(METADATA)}, not {form or 'one without an ending'!r}")
    panels = [(unit, tuple(found)) for unit, found in groupby(sorted(rows, key=_by_unit), key=_unit)]
    if len(panels) > MOST_PANELS:
        raise UsageError(
            f"the figures have {len(panels)} units, and a chart takes {MOST_PANELS}; "
            "ask for fewer with --of, --about or --year"
        )
    buffer = io.BytesIO()
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # an article may hold any script
        mpl.rcdefaults()
        mpl.rcParams.update(SETTINGS)
        figure = _drawn(panels, title)
        figure.savefig(buffer, format=form, metadata=dict(METADATA[form]), dpi=150)
    return buffer.getvalue()


def _unit(row: FigureRow) -> str:
    return row.unit


def _by_unit(row: FigureRow) -> tuple[str, object, object, float, str]:
    return row.unit, row.begin, row.end, row.value, row.fact


def _drawn(panels: Sequence[tuple[str, tuple[FigureRow, ...]]], title: str) -> Figure:
    figure = Figure(figsize=(WIDTH, FRAME_HEIGHT + PANEL_HEIGHT * len(panels)), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(len(panels), 1, sharex=True, squeeze=False)[:, 0]
    if title:
        figure.suptitle(_shown(title), fontweight="bold")
    figure.supxlabel(LEGEND, fontsize=7, color="#555555")
    labels = [_panel(ax, unit, rows) for ax, (unit, rows) in zip(axes, panels, strict=True)]
    figure.canvas.draw()
    for ax, texts in zip(axes, labels, strict=True):
        _part(ax, texts)
    return figure


def _panel(ax: Axes, unit: str, rows: Sequence[FigureRow]) -> list[Annotation]:
    """Draw the figures of one unit, and return the labels of their points."""
    values = [row.value for row in rows]
    logarithmic = min(values) > 0 and max(values) > WIDE_RANGE * min(values)
    if logarithmic:
        ax.set_yscale("log")
    known = get_currency_name(unit, count=2, locale=LOCALE) if len(unit) == 3 and unit.isupper() else unit
    name = unit if known == unit else f"{known} ({unit})"
    ax.set_ylabel(_shown(f"{name}, scala logaritmica" if logarithmic else name))
    ax.margins(x=0.12, y=0.3)
    ax.grid(axis="y", color="#dddddd", linewidth=0.6)
    ax.set_axisbelow(True)
    labels = []
    for series in _series(rows):
        _line(ax, series)
        labels += [_point(ax, row, series.colour) for row in series.rows]
    if min(values) >= 0 and ax.get_ylim()[0] < 0:
        ax.set_ylim(bottom=0)
    ax.yaxis.set_major_formatter(_value_label)
    ax.xaxis.set_major_locator(AutoDateLocator(minticks=2, maxticks=8))  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_formatter(_date_label)
    ax.tick_params(axis="x", labelbottom=True)
    ax.legend(
        handles=[Line2D([], [], color=s.colour, marker="o", linestyle="", label=s.label) for s in _series(rows)],
        loc="upper left",
        bbox_to_anchor=(1.0, 1.0),
        frameon=False,
        fontsize=7,
    )
    return labels


def _series(rows: Sequence[FigureRow]) -> Iterator[Series]:
    ordered = sorted(rows, key=_by_series)
    for number, (_, found) in enumerate(groupby(ordered, key=_series_key)):
        kept = tuple(found)
        label = _shown(f"{kept[0].concept}: {', '.join(kept[0].about)}")
        yield Series(label, kept, COLOURS[number % len(COLOURS)])


def _series_key(row: FigureRow) -> tuple[str, tuple[str, ...]]:
    return folded(row.concept), tuple(sorted(row.about))


def _by_series(row: FigureRow) -> tuple[object, ...]:
    return *_series_key(row), row.begin, row.end, row.value, row.fact


def _line(ax: Axes, series: Series) -> None:
    """Join points that can be compared: levels, rises or falls, of periods of one length.

    Where two sources give one period two values, no line goes through both.
    """
    for _, found in groupby(sorted(series.rows, key=_direction), key=_direction):
        rows = sorted(found, key=_middle)
        times, lengths = [_middle(row) for row in rows], [_ends(row)[1] - _ends(row)[0] for row in rows]
        if len(set(times)) == len(times) > 1 and max(lengths) <= SAME_LENGTH * min(lengths):
            ax.plot(times, [row.value for row in rows], color=series.colour, alpha=0.35, linewidth=1)


def _direction(row: FigureRow) -> str:
    return row.direction or ""


def _point(ax: Axes, row: FigureRow, colour: str) -> Annotation:
    (begin, end), middle = _ends(row), _middle(row)
    ax.hlines(row.value, begin, end, color=colour, alpha=0.35, linewidth=2)
    mark = COMPARATORS.get(row.comparator)
    if mark is not None:
        ax.plot(*([middle], [row.value]), marker=mark, markersize=ARROW, markerfacecolor="none", markeredgecolor=colour)
    ax.plot(
        *([middle], [row.value]),
        marker=MARKERS[row.direction],
        markersize=MARK,
        markeredgecolor=colour,
        markerfacecolor="white" if row.words_of else colour,
        clip_on=False,
    )
    label = ax.annotate(
        _label(row),
        (middle, row.value),
        xytext=(GAP, GAP),
        textcoords="offset points",
        fontsize=7,
        annotation_clip=False,
    )
    label.set_in_layout(False)  # else the axes would shrink for what is moved inside them below
    return label


def _ends(row: FigureRow) -> tuple[float, float]:
    """Return where a period begins and ends, in days."""
    assert row.begin is not None
    assert row.end is not None
    return row.begin.toordinal() - EPOCH, row.end.toordinal() - EPOCH + 1.0


def _middle(row: FigureRow) -> float:
    return sum(_ends(row)) / 2


def _label(row: FigureRow) -> str:
    """Return who says so: outlets or articles, before them whose words it stands in."""
    sources = list(dict.fromkeys(place.source for place in row.places))
    told = ", ".join(sources[:2]) + (f" +{len(sources) - 2}" if len(sources) > 2 else "")
    whose = ", ".join(row.words_of)
    status = STATUS_LABELS.get(row.status)
    return _shown(f"{f'{whose}, in ' if whose else ''}{told}{f' ({status})' if status else ''}")


def _shown(text: str) -> str:
    """Return a text of an article for a drawing: one line, without what steers, and what XML does not take."""
    kept = "".join(c for c in " ".join(text.split()) if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Cn", "Co"))
    return kept if len(kept) <= LABEL_LENGTH else f"{kept[: LABEL_LENGTH - 1]}…"


def _value_label(value: float, _position: float = 0) -> str:
    return number_text(float(f"{value:.10g}") + 0.0)  # + 0.0: no "-0"


def _date_label(day: float, _position: float = 0) -> str:
    """Return a year at its beginning, a month at its own, else a day."""
    iso = date.fromordinal(EPOCH + round(day)).isoformat()
    return period_text(iso[:4] if iso.endswith("-01-01") else iso[:7] if iso.endswith("-01") else iso)


def _part(ax: Axes, labels: Sequence[Annotation]) -> None:
    """Move labels that lie on points or on one another upwards, and those that leave the axes to the left."""
    frame = ax.get_window_extent()
    scale = ax.get_figure(root=True).dpi / 72  # type: ignore[union-attr]
    taken = [_around(ax, label, scale * MARK / 2) for label in labels]
    for label in labels:
        if label.get_window_extent().x1 > frame.x1:
            label.set_horizontalalignment("right")
            label.set_position((-GAP, GAP))
        across, up = label.get_position()
        box = label.get_window_extent()
        while any(box.overlaps(other) for other in taken):
            step = max(other.y1 for other in taken if box.overlaps(other)) - box.y0
            up += math.ceil(step / scale) + 1
            label.set_position((across, up))
            box = label.get_window_extent()
        taken.append(box)


def _around(ax: Axes, label: Annotation, radius: float) -> Bbox:
    """Return the square that the point of a label fills."""
    x, y = ax.transData.transform(label.xy)
    return Bbox([[x - radius, y - radius], [x + radius, y + radius]])
