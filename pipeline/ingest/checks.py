"""What every input must pass before it is an article: size, script, language, a valid date."""

from __future__ import annotations

import re

from py3langid import classify

from pipeline.errors import UnreadableInput
from pipeline.ingest.dateline import find_date_line, find_dateline, iso_date
from pipeline.model import Article

MAX_CHARACTERS = 2_000_000
MIN_FOR_LANGUAGE = 200
"""Characters below which the language is not judged: a headline may be all names."""
LANGUAGE_SAMPLE = 20_000
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def checked_article(
    *,
    id: str,
    text: str,
    name: str,
    title: str | None = None,
    url: str | None = None,
    source: str | None = None,
    published: str | None = None,
) -> Article:
    """Make the article, with what its dateline tells; raises UnreadableInput saying what is wrong with it."""
    if not text.strip():
        raise UnreadableInput(name, "empty")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableInput(name, f"longer than {MAX_CHARACTERS:,} characters; split it into articles")
    if any(_LONE_SURROGATE.search(part or "") for part in (text, id, title, url, source)):
        raise UnreadableInput(name, "holds broken characters (lone surrogates)")
    if "\x00" in text:
        raise UnreadableInput(name, "binary, not text")
    language = _language(text)
    if language != "it":
        raise UnreadableInput(name, f"not Italian (looks like {language!r})")
    dateline = find_dateline(text)
    return Article(
        id=id,
        text=text,
        title=title,
        url=url,
        source=source or (dateline.source if dateline else None),
        published=iso_date(published) or (dateline.published if dateline else None) or find_date_line(text),
        dateline=dateline,
    )


def _language(text: str) -> str:
    sample = text[:LANGUAGE_SAMPLE]
    if len(sample.strip()) < MIN_FOR_LANGUAGE:
        return "it"
    return str(classify(sample)[0])
