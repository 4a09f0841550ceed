"""Seats of power and the bodies that they stand for are one and the same entity."""

from __future__ import annotations

from collections import defaultdict

from pipeline.lexicon import Lexicon

KNOWN_BY_THE_SEAT = frozenset({"Q11209", "Q159583"})
"""Pentagono and Vaticano: newspapers seldom use the body's own name."""


def test_a_body_has_one_name_whatever_it_is_called_by(lexicon: Lexicon) -> None:
    labels = defaultdict(set)
    for name in lexicon.names.values():
        if name.type == "Organization" and name.wikidata and name.wikidata not in KNOWN_BY_THE_SEAT:
            labels[name.wikidata].add(name.label)
    assert {item: found for item, found in labels.items() if len(found) > 1} == {}


def test_a_seat_stands_for_the_body_that_sits_there(lexicon: Lexicon) -> None:
    for seat, body in (("Montecitorio", "Camera dei deputati"), ("Palazzo Madama", "Senato della Repubblica")):
        assert lexicon.names[seat].label == lexicon.names[body].label == body
