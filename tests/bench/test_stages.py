"""The benchmark's table and its articles; nothing is timed here."""

from __future__ import annotations

import pytest

from tests.bench.stages import Timing, print_table, renamed
from tests.builders import make_article


def test_every_repeat_is_an_article_of_its_own() -> None:
    articles = renamed([make_article(id="a"), make_article(id="b")], 3)
    assert [article.id for article in articles] == ["a-0000", "b-0000", "a-0001", "b-0001", "a-0002", "b-0002"]


@pytest.mark.parametrize(("seconds", "verdict"), [(2.5, "within"), (2.6, "more than")])
def test_the_table_gives_shares_of_annotation(capsys: pytest.CaptureFixture[str], seconds: float, verdict: str) -> None:
    print_table(Timing("annotation", 10.0, 20.0), [Timing("extraction", seconds, 2.0)], 100)
    rows = [line.split("|")[1:-1] for line in capsys.readouterr().out.splitlines() if line.startswith("|")]
    assert [cell.strip() for cell in rows[2]] == ["annotation", "10.0", "100.0", "100.0 %", "20.0", "100.0 %"]
    assert rows[-1][0].strip() == "all but annotation"
    assert rows[-1][-1].strip() == "10.0 %"
    print_table(Timing("annotation", 10.0, 20.0), [Timing("extraction", seconds, 2.0)], 100)
    assert f"all but annotation: {verdict} the 25 %" in capsys.readouterr().out
