"""An office without a name that only one person can be meant by: "il premier", "il presidente francese"."""

from __future__ import annotations

from pipeline.annotate.chains import office_at
from pipeline.annotate.nominals import is_definite
from pipeline.annotate.parse import Token
from pipeline.annotate.reading import Reading
from pipeline.lexicon import Lexicon
from pipeline.lexicon.posts import post_of
from pipeline.model import Mention, Post

OWNERS = frozenset({"Country", "Organization", "Place"})
OTHER_TIMES = ("former", "planned_title", "deputy", "latter_title")
"""Lists of words before an office that is not held now: "l'ex premier", "il futuro premier", "il vice premier"."""


def post_at(noun: Token, start: int, end: int, reading: Reading, lexicon: Lexicon) -> Post | None:
    """Return the post that the phrase `start` to `end` of a noun says somebody holds; None where it may be several."""
    if office_at(noun, lexicon) is None or not is_definite(noun) or _is_of_another_time(noun, start, lexicon):
        return None
    kept: list[Token] = []
    owners: dict[str, Mention] = {}
    i = start
    while i < end:
        name = reading.names.get(i)
        demonym = lexicon.demonyms.get(reading.doc[i].form)
        if name is not None and reading.chains[name.chain].type in OWNERS:
            owner = reading.mention_of(name, place=reading.chains[name.chain].type == "Place")
            i = name.end
        elif demonym is not None:
            span = reading.span(i, i + 1)
            owner = Mention(span, demonym.form, demonym.label, demonym.type, demonym.wikidata, country=demonym.country)
            i += 1
        else:
            kept.append(reading.doc[i])
            i += 1
            continue
        owners[owner.name] = owner
        while kept and kept[-1].pos_ in ("ADP", "DET"):
            kept.pop()
    if len(owners) > 1:
        return None
    owner_found = next(iter(owners.values()), None)
    country = owner_found.country if owner_found is not None and owner_found.type == "Country" else None
    return post_of("".join(t.text_with_ws for t in kept).strip(), owner_found, country, lexicon)


def _is_of_another_time(noun: Token, start: int, lexicon: Lexicon) -> bool:
    before = noun.doc[max(noun.sent.start, start - 2) : start]
    words = {t.form for t in (*before, *noun.children)}
    return any(words & lexicon.words[name] for name in OTHER_TIMES)
