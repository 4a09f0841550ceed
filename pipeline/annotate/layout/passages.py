"""An article → its passages: paragraphs, their parts, and the roles that these have by where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.annotate.layout.lines import find_paragraphs
from pipeline.annotate.layout.parts import FEEDING, Part, Passage, Region, Role
from pipeline.annotate.layout.shapes import (
    FINAL,
    QUOTES,
    ends_sentence,
    find_dateline_end,
    goes_on,
    has_opening_word,
    trimmed,
)
from pipeline.annotate.layout.stretches import find_parts
from pipeline.annotate.layout.wholes import (
    find_kicker_end,
    find_whole_role,
    is_bare_name,
    is_biography,
    is_lone_cue,
    is_plain_title,
    is_titled,
)
from pipeline.lexicon import Lexicon
from pipeline.model import Article, Span
from pipeline.typography import collapsed, folded, plain

MOST_WORDS_OF_HEADING = 12
LONG_PARAGRAPH = 120
LONG_LINE = 160
"""Characters from which a line is a paragraph of its own, not one that a program wrapped."""
LONGEST_STANDFIRST = 300
LONGEST_SIGNATURE = 60
QUOTE_MARKS = {"«": "»", "“": "”", '"': '"'}
LEAST_FUSED_TITLE = 4
"""Words of a title that may run on into the text; a shorter one can be how the text begins: "Russia e Cina"."""


@dataclass(slots=True)
class _Block:
    """A paragraph and its parts, whose roles are found one after the other."""

    region: Region
    spaced: bool
    """Whether an empty line stands before it."""
    parts: list[Part]

    def fed(self) -> list[int]:
        """Return the indices of the parts that feed."""
        return [i for i, part in enumerate(self.parts) if part.role in FEEDING]

    def running_text(self) -> Region | None:
        """Return the one part that feeds, None where there are none or several."""
        fed = self.fed()
        return self.region.within(self.parts[fed[0]].start, self.parts[fed[0]].end) if len(fed) == 1 else None

    def give(self, role: Role) -> None:
        """Give the one part that feeds another role."""
        (i,) = self.fed()
        self.parts[i] = self.parts[i]._replace(role=role)

    def has(self, role: Role) -> bool:
        """Say whether one of the parts has a role."""
        return any(part.role == role for part in self.parts)


def find_passages(article: Article, lexicon: Lexicon) -> tuple[Passage, ...]:
    """Return the passages of an article in order; they cover all of its text but white space, and never overlap."""
    text, body = article.text, article.body_start
    blocks = list(_find_blocks(article, lexicon))
    begun = 0 if _has_agency_dateline(article) else _name_head(blocks)
    _name_tail(blocks, begun)
    _name_middle(blocks, begun)
    start, end = trimmed(text, 0, body)
    parts = [Part(start, end, "dateline")] if start < end else []
    for block in blocks:
        parts += block.parts
    return tuple(_to_passages(Region(text, 0, len(text), lexicon), parts))


# Paragraphs and their parts -------------------------------------------------------------------------------------------


def _find_blocks(article: Article, lexicon: Lexicon) -> Iterator[_Block]:
    text, title = article.text, article.title or ""
    first = dated = not _has_agency_dateline(article)
    listing = False
    for paragraph in find_paragraphs(text, article.body_start, lexicon, _stands_alone):
        region = Region(text, paragraph.start, paragraph.end, lexicon)
        role = "headline" if title and _is_same(region, title) else find_whole_role(region)
        if role is None and listing and _is_listed(region):
            role = "related"
        listing = role == "related" and (listing or is_lone_cue(region))
        if role is not None:
            first = first and role != "headline"
            yield _Block(region, paragraph.spaced, [Part(region.start, region.end, role)])
            continue
        parts = list(_find_parts(region, title if first else "", first=first, dated=dated))
        first = False
        dated = dated and region.end - region.start < LONG_PARAGRAPH and all(part.role != "dateline" for part in parts)
        yield _Block(region, paragraph.spaced, parts)


def _has_agency_dateline(article: Article) -> bool:
    """Say whether ingest found a dateline after which the report begins at once, without a headline."""
    return article.text[: article.body_start].rstrip().endswith(("-", "–", "—"))


def _stands_alone(region: Region) -> bool:
    return find_whole_role(region) is not None


def _is_listed(region: Region) -> bool:
    """Say whether a paragraph below "Leggi anche" is the title of a link: no question, no answer of an interview."""
    return is_titled(region) and region.text[region.end - 1] not in FINAL and region.text[region.start] not in QUOTES


def _is_same(region: Region, title: str) -> bool:
    if region.end - region.start > 2 * len(title) + 10:
        return False
    return _as_title(_text_of(region)) == _as_title(title)


def _as_title(text: str) -> str:
    return folded(collapsed(text)).rstrip(". ")


def _find_parts(region: Region, title: str, *, first: bool, dated: bool) -> Iterator[Part]:
    end = _fused_title_end(region, title) or (find_kicker_end(region) if first else None)
    if end is not None and end < region.end:
        yield Part(region.start, end, "headline")
        start, stop = trimmed(region.text, end, region.end)
        region, first = region.within(start, stop), first and not title
    if region.start < region.end:
        yield from find_parts(region, first=first, dated=dated)


def _fused_title_end(region: Region, title: str) -> int | None:
    """Return where the title ends that a text begins with before it goes on: "Titolo dell'articoloIl presidente"."""
    text, words = region.text, title.rstrip(". ").split()
    if len(words) < LEAST_FUSED_TITLE:
        return None
    at = region.start
    for word in words:
        while at < region.end and text[at].isspace():
            at += 1
        if folded(text[at : at + len(word)]) != folded(word):
            return None
        at += len(word)
    after, _ = trimmed(text, at, region.end)
    fresh = after < region.end and (text[after].isupper() or text[after] in QUOTES or text[after].isdigit())
    return at if fresh else None


# Roles of whole paragraphs, by where they stand -----------------------------------------------------------------------


def _name_head(blocks: list[_Block]) -> int:
    """Find headline, standfirst and byline before the report; return the index of the block that it begins with."""
    headline = ""
    for i, block in enumerate(blocks):
        region = block.running_text()
        if region is None and block.fed():
            return i
        if block.has("headline"):
            headline = headline or _text_of(block.region)
        if region is None:
            continue
        if region.start > block.region.start and block.has("headline"):
            return i
        if i and is_bare_name(region) and _is_followed(blocks, i):
            block.give("byline")
        elif headline and _is_same(region, headline):
            block.give("headline")
        elif not headline and _is_headline(blocks, i, region):
            headline = _text_of(region)
            _cut_quoted_headline(block)
        elif headline and not _has_standfirst(blocks, i) and _is_standfirst(blocks, i, region):
            block.give("standfirst")
        else:
            return i
    return len(blocks)


def _text_of(region: Region) -> str:
    return region.text[region.start : region.end]


def _cut_quoted_headline(block: _Block) -> None:
    """ "«Servono risposte» Parla Norma Rossi, segretaria della Cal": the quotation is the headline."""
    (i,) = block.fed()
    start, end, _ = block.parts[i]
    text = block.region.text
    close = text.find(QUOTE_MARKS.get(text[start], "\n"), start + 1, end)
    after, _ = trimmed(text, close + 1, end)
    if close > 0 and close + 1 < after < end and text[after].isupper():
        block.parts[i : i + 1] = [Part(start, close + 1, "headline"), Part(after, end, "standfirst")]
    else:
        block.give("headline")


def _has_standfirst(blocks: list[_Block], i: int) -> bool:
    return any(block.has("standfirst") for block in blocks[:i])


def _is_followed(blocks: list[_Block], i: int) -> bool:
    """Say whether a running text follows soon."""
    return any(_is_running(block) for block in blocks[i + 1 : i + 6])


def _is_running(block: _Block) -> bool:
    fed = block.fed()
    if not fed:
        return False
    last = block.parts[fed[-1]]
    return last.end - block.region.start >= LONG_PARAGRAPH or ends_sentence(block.region, last.end)


def _is_headline(blocks: list[_Block], i: int, region: Region) -> bool:
    """A first line without a full stop, and a text after it that does not go on with the line's sentence."""
    if not is_titled(region) or not _is_followed(blocks, i):
        return False
    following = next(block for block in blocks[i + 1 :] if block.fed())
    first = following.region
    answered = region.text[region.end - 1] in "?!" and first.text[first.start] in QUOTES
    if first.text[first.start].islower() or answered:
        return False
    if following is not blocks[i + 1] or following.spaced or _heads_a_page(blocks, i):
        return True
    begins_anew = has_opening_word(first, first.start, loose=True) or first.text[first.start] in QUOTES
    return begins_anew or first.end - first.start >= LONG_LINE or find_dateline_end(first, bare=True) is not None


def _heads_a_page(blocks: list[_Block], i: int) -> bool:
    """Say whether only lines without a full stop follow until an empty line: headline, standfirst, name."""
    for block in blocks[i + 1 : i + 5]:
        if block.spaced:
            return True
        if block.fed() and not is_titled(block.region):
            return False
    return False


def _is_standfirst(blocks: list[_Block], i: int, region: Region) -> bool:
    if not _is_followed(blocks, i) or region.end - region.start > LONGEST_STANDFIRST:
        return False
    following = blocks[i + 1].running_text()
    signed = blocks[i + 1].has("byline") or (following is not None and is_bare_name(following))
    return signed or is_titled(region)


def _name_tail(blocks: list[_Block], begun: int) -> None:
    """Find the author's name and biography after the report."""
    _cut_signature(blocks, begun)
    for i in range(len(blocks) - 1, max(begun, len(blocks) - 4), -1):
        region = blocks[i].running_text()
        if region is not None and is_bare_name(region) and _is_after_sentence(blocks, i):
            blocks[i].give("byline")
    names = tuple(name for block in blocks for part in block.parts for name in _names_in(block.region, part))
    for i in range(len(blocks) - 1, begun, -1):
        region = blocks[i].running_text()
        if region is None and not blocks[i].fed():
            continue
        if region is None or not is_biography(region, names, _fed_text(blocks[:i])):
            return
        blocks[i].give("biography")


def _cut_signature(blocks: list[_Block], begun: int) -> None:
    """ "… ha concluso il ministro. Mario Rossi" at the very end."""
    last = next((block for block in reversed(blocks[begun:]) if block.fed()), None)
    if last is None or last.fed()[-1] != len(last.parts) - 1:
        return
    part = last.parts[-1]
    for at in range(part.end - 1, max(part.start, part.end - LONGEST_SIGNATURE), -1):
        if last.region.text[at].isspace() and ends_sentence(last.region, at):
            start, _ = trimmed(last.region.text, at, part.end)
            if is_bare_name(last.region.within(start, part.end)):
                _, end = trimmed(last.region.text, part.start, at)
                last.parts[-1:] = [Part(part.start, end, part.role), Part(start, part.end, "byline")]
            return


def _is_after_sentence(blocks: list[_Block], i: int) -> bool:
    before = next((block for block in reversed(blocks[:i]) if block.fed()), None)
    return before is not None and ends_sentence(before.region, before.parts[before.fed()[-1]].end)


def _names_in(region: Region, part: Part) -> Iterator[str]:
    """Yield the names of a byline: "di Mario Rossi" → "Mario Rossi"."""
    if part.role == "byline":
        words = [word for word in plain(region.text[part.start : part.end]).split() if word[0].isupper()]
        if len(words) > 1:
            yield " ".join(words)
            yield " ".join(words[-2:])


def _fed_text(blocks: list[_Block]) -> str:
    return " ".join(
        block.region.text[block.parts[i].start : block.parts[i].end] for block in blocks for i in block.fed()
    )


def _name_middle(blocks: list[_Block], begun: int) -> None:
    """Find headings among the report's paragraphs: few words without a full stop between two long paragraphs."""
    fed = [block for block in blocks[begun:] if block.fed()]
    for before, block, after in zip(fed, fed[1:], fed[2:], strict=False):
        region = block.running_text()
        if region is None or not is_plain_title(region, MOST_WORDS_OF_HEADING):
            continue
        if all(_is_long(other) for other in (before, after)) and _is_finished(before) and _is_fresh(after):
            block.give("headline")


def _is_long(block: _Block) -> bool:
    return block.region.end - block.region.start >= LONG_PARAGRAPH


def _is_finished(block: _Block) -> bool:
    fed = block.fed()
    return bool(fed) and ends_sentence(block.region, block.parts[fed[-1]].end)


def _is_fresh(block: _Block) -> bool:
    return not block.region.text[block.region.start].islower()


# Passages -------------------------------------------------------------------------------------------------------------


def _to_passages(region: Region, parts: list[Part]) -> Iterator[Passage]:
    """Yield a passage for each part; one that goes on with a broken sentence does not open, nor what broke it."""
    opens = [True] * len(parts)
    last: int | None = None
    for i, part in enumerate(parts):
        if part.role not in FEEDING:
            continue
        if last is not None and goes_on(region.text, part.start) and parts[last].role == part.role:
            before = region.within(parts[last].start, parts[last].end)
            if region.text[part.start] in ".,;:)!?»”" or not ends_sentence(before, before.end):
                opens[last + 1 : i + 1] = [False] * (i - last)
        last = i
    for part, opening in zip(parts, opens, strict=True):
        yield Passage(Span(part.start, part.end), part.role, opening)
