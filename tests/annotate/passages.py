"""Texts → the parts that the layout finds in them, as the tests write them."""

from __future__ import annotations

from pipeline.annotate.layout import Passage, find_passages
from pipeline.lexicon import Lexicon, load_lexicon, ontology_dir
from pipeline.model import Article, Dateline

LEXICON = load_lexicon(ontology_dir())

LONG = (
    "Il ministro degli Esteri è arrivato ieri mattina a Pechino per incontrare il suo omologo cinese e per firmare "
    "un accordo sul gas."
)

NEXT = (
    "La firma è stata preceduta da un colloquio di due ore, nel quale le due parti hanno discusso anche di commercio, "
    "di energia e di visti."
)

Case = list[tuple[str, str]]


def passages_of(
    text: str, *, title: str | None = None, dateline: Dateline | None = None, lexicon: Lexicon = LEXICON
) -> tuple[Passage, ...]:
    return find_passages(Article("a1", text, title=title, dateline=dateline), lexicon)


def parts_of(text: str, *, title: str | None = None) -> Case:
    return [(p.role, text[p.span.start : p.span.end]) for p in passages_of(text, title=title)]
