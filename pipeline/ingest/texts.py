"""One document of plain text or HTML → one article."""

from __future__ import annotations

from collections.abc import Iterator

from charset_normalizer import from_bytes

from pipeline.errors import UnreadableInput
from pipeline.ingest.checks import checked_article
from pipeline.model import Article

WESTERN = ("cp1252", "utf_16", "utf_32", "mac_roman")
"""What Italian is written in where it is not UTF-8; among all code pages ì is easily taken for an accent."""


def decode(raw: bytes, name: str) -> str:
    """Return the text of the bytes: UTF-8 where it is, else the encoding that charset-normalizer finds.

    A byte order mark is dropped; nothing else is changed. Raises UnreadableInput for empty and binary input.
    """
    if not raw.strip():
        raise UnreadableInput(name, "empty")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        guess = from_bytes(raw, cp_isolation=list(WESTERN)).best()
        if guess is None:
            raise UnreadableInput(name, "binary, or in an encoding that cannot be told") from None
        text = str(guess)
    if "\x00" in text:
        raise UnreadableInput(name, "binary, not text")
    return text


def read_text(raw: bytes, stem: str, name: str) -> Iterator[Article | UnreadableInput]:
    """Yield the article of a .txt or .md file; its id is the file's name without the ending."""
    yield checked_article(id=stem, text=decode(raw, name), name=name)


def read_html(raw: bytes, stem: str, name: str) -> Iterator[Article | UnreadableInput]:
    """Yield the article of a web page: trafilatura finds the text, and title, date, site where the page names them."""
    # most articles are plain text, which needs none of what trafilatura imports
    import trafilatura
    from trafilatura.settings import Document

    page = decode(raw, name)
    found = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True)
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise UnreadableInput(name, "no article found in the page")
    yield checked_article(
        id=stem,
        text=found.text or "",
        title=found.title,
        url=found.url,
        source=found.sitename,
        published=found.date,
        name=name,
    )
