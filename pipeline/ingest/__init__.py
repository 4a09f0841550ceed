"""Files, folders, globs and standard input → articles. No NLP here.

One bad input never stops the rest: it comes out as a `Skipped` with its reason, in its place in the stream.
"""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, TypeAlias

from pipeline.errors import UnreadableInput
from pipeline.ingest.records import read_csv, read_json_lines
from pipeline.ingest.texts import read_html, read_text
from pipeline.lexicon.columns import read_columns
from pipeline.lexicon.location import ontology_dir
from pipeline.model import Article

__all__ = ["ENDINGS", "STANDARD_INPUT", "Skipped", "expand_inputs", "read_articles"]

STANDARD_INPUT = "-"
MAX_BYTES = 512 * 1024 * 1024
Found: TypeAlias = Iterator[Article | UnreadableInput]
Reader: TypeAlias = Callable[[bytes, str, str], Found]
TEXTS: Mapping[str, Reader] = {".txt": read_text, ".md": read_text, ".html": read_html, ".htm": read_html}
"""Ending → what reads one article."""
RECORDS: Mapping[str, Callable[..., Found]] = {".jsonl": read_json_lines, ".csv": read_csv}
"""Ending → what reads many, by what their columns are called."""
ENDINGS = (*TEXTS, *RECORDS)
TRIG = "graph.trig"
"""The file that every graph folder has."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no article, and why, in one line."""

    name: str
    reason: str


def expand_inputs(inputs: Iterable[str]) -> tuple[list[Path], list[Skipped]]:
    """Turn files, folders and globs into a sorted list of files without repeats, and what is not there.

    A folder gives every file below it with an ending that can be read; hidden files are left out, and so is every graph
    folder: its page and its lines are no articles.
    """
    files: set[Path] = set()
    missing: list[Skipped] = []
    for name in inputs:
        path = Path(name)
        if path.is_dir():
            found = {p for p in path.rglob("*") if p.suffix.lower() in ENDINGS and p.is_file() and not _hidden(p, path)}
            graphs = {p.parent for p in path.rglob(TRIG)}
            found -= {p for p in found if p.parent in graphs}
            if not found and path in graphs:
                missing.append(
                    Skipped(name, f"the folder holds a graph; its articles are in {path / 'articles.jsonl'}")
                )
            elif not found:
                missing.append(Skipped(name, f"the folder holds no {' '.join(ENDINGS)} file"))
            files |= found
        elif path.exists():
            files.add(path)
        else:
            # pathlib refuses absolute patterns, and a shell user types them
            matched = {Path(match) for match in glob.glob(name, recursive=True)}  # noqa: PTH207
            if not matched:
                missing.append(Skipped(name, "no such file or folder"))
            files |= {p for p in matched if p.is_file()}
    unique = {path.resolve(): path for path in sorted(files, reverse=True)}
    return sorted(unique.values(), key=_by_name), missing


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _by_name(path: Path) -> tuple[str, str]:
    return path.name, str(path)


def read_articles(
    inputs: Iterable[str], *, stdin: BinaryIO | None = None, ontology: Path | None = None
) -> Iterator[Article | Skipped]:
    """Yield every article of the inputs, files in the order of their names; "-" reads `stdin`.

    An id that comes a second time is skipped, whether with the same text or another. What columns may be called is in
    the ontology folder.
    """
    names = list(inputs)
    readers = _readers(ontology_dir(ontology))
    files, missing = expand_inputs(name for name in names if name != STANDARD_INPUT)
    yield from missing
    seen: dict[str, bytes] = {}
    for path in files:
        yield from _unseen(_read_file(path, readers), seen, str(path))
    if STANDARD_INPUT in names and stdin is not None:
        yield from _unseen(_read_stream(stdin.read(), readers), seen, "standard input")


def _readers(ontology: Path) -> Mapping[str, Reader]:
    columns = read_columns(ontology / "articles" / "columns.tsv")
    return {**TEXTS, **{ending: partial(read, columns=columns) for ending, read in RECORDS.items()}}


def _unseen(articles: Iterator[Article | Skipped], seen: dict[str, bytes], name: str) -> Iterator[Article | Skipped]:
    for article in articles:
        if isinstance(article, Skipped):
            yield article
            continue
        digest = sha256(article.text.encode("utf-8", "surrogatepass")).digest()
        known = seen.setdefault(article.id, digest)
        if known is digest:
            yield article
        elif known == digest:
            yield Skipped(f"{name}, article {article.id}", "the same article was given twice")
        else:
            reason = "another article has the same id; give it an id of its own"
            yield Skipped(f"{name}, article {article.id}", reason)


def _read_file(path: Path, readers: Mapping[str, Reader]) -> Iterator[Article | Skipped]:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            yield Skipped(str(path), f"larger than {MAX_BYTES // 1024**2} MB; split it, or give it as .jsonl")
            return
        reader = readers.get(path.suffix.lower())
        if reader is None:
            yield Skipped(
                str(path), f"cannot read {path.suffix or 'a file without ending'}; known: {' '.join(ENDINGS)}"
            )
            return
        yield from _guarded(reader, path.read_bytes(), path.stem, str(path))
    except OSError as error:
        yield Skipped(str(path), error.strerror or str(error))


def _read_stream(raw: bytes, readers: Mapping[str, Reader]) -> Iterator[Article | Skipped]:
    """Standard input is JSON lines where it begins with a brace, HTML where it begins with a tag, else text."""
    start = raw.lstrip()[:1]
    ending = {b"{": ".jsonl", b"<": ".html"}.get(start, ".txt")
    yield from _guarded(readers[ending], raw, "stdin", "standard input")


def _guarded(reader: Reader, raw: bytes, stem: str, name: str) -> Iterator[Article | Skipped]:
    try:
        for item in reader(raw, stem, name):
            yield Skipped(item.name, item.reason) if isinstance(item, UnreadableInput) else item
    except UnreadableInput as error:
        yield Skipped(error.name, error.reason)
