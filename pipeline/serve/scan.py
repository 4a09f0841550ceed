"""What the text of a query holds outside its strings, comments and addresses.

Oxigraph follows a SERVICE clause wherever it is told to, and offers no switch. So a query that has one is refused by
its text, before Oxigraph sees it. The rules of SPARQL's words do not settle every text alone: in `?a<?b#>"` a comment
may begin or an address end. Where more than one reading is possible all are tried, and one with SERVICE is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ADDRESS = re.compile(r'<[^<>"{}|^`\x00-\x20]*>')
_COMMENT = re.compile(r"#[^\r\n]*")
_STRINGS = (
    re.compile(r'"""(?:"{0,2}(?:[^"\\]|\\.))*+"""', re.DOTALL),
    re.compile(r"'''(?:'{0,2}(?:[^'\\]|\\.))*+'''", re.DOTALL),
    re.compile(r'"(?:[^"\\\r\n]|\\.)*+"'),
    re.compile(r"'(?:[^'\\\r\n]|\\.)*+'"),
)
"""The long forms first: SPARQL takes the longest."""
_PLAIN = re.compile(r"""[^#<"'\\]+""")
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_GAP = r"(?:[ \t\r\n]|#[^\r\n]*+[\r\n])*+"
# No class of blanks: in the names of SPARQL the OGHAM SPACE MARK is a letter. A backslash takes any character with it.
_NAME = r"""[^ \t\r\n{}<>"'#?$:\\]*+:(?:\\.|[^ \t\r\n{}<>"'#\\])*+"""
# No boundary of words: Oxigraph reads `SERVICESILENT<…>` and `trueSERVICE<…>`, too.
_CALL = re.compile(
    rf"SERVICE{_GAP}(?:SILENT{_GAP})?(?:<[^<>]*>|[?$][^ \t\r\n{{}}<>\"'#]+|{_NAME}){_GAP}\{{", re.IGNORECASE | re.DOTALL
)
_SERVICE = re.compile("SERVICE", re.IGNORECASE)
_PREFIX_SERVICE = re.compile(r"SERVICE[\w.-]*:", re.IGNORECASE)
# A hyphen begins no name: in `?a ex:-1SERVICE<…>` the number -1 ends before SERVICE.
_NAME_BEFORE = re.compile(r"(?:[?$]\w*|@[A-Za-z]*|:(?:[\w:][\w:-]*)?)\Z")
_DATASET = re.compile(r"(?<![\w:?$@.-])FROM(?=[\s<])", re.IGNORECASE)
LOOK_BACK = 300
"""Characters before SERVICE that are looked at for the beginning of a longer word; names are not longer."""


def may_call_service(query: str) -> bool:
    """Say whether a query has a SERVICE clause under any reading of its text; True where it is in doubt."""
    expanded = _ESCAPED.sub(_character, query)
    return any(_reaches_call(text) or _has_word(text) for text in sorted({query, expanded}))


def names_dataset(query: str) -> bool:
    """Say whether a query has a dataset of its own, with FROM or FROM NAMED."""
    return any(_depth(code, match.start()) == 0 for code in (code_of(query),) for match in _DATASET.finditer(code))


def code_of(query: str) -> str:
    """Return a text of the same length with blanks for comments and for what strings and addresses hold."""
    parts: list[str] = []
    at = 0
    while at < len(query):
        end = min(next(_ends(query, at), at + 1), len(query))
        if query[at] == "<" and end > at + 1:
            parts.append(f"<{' ' * (end - at - 2)}>")
        elif query[at] in "#\"'\\":
            parts.append(" " * (end - at))
        else:
            parts.append(query[at:end])
        at = end
    return "".join(parts)


def _reaches_call(text: str) -> bool:
    """Walk from place to place along every reading of the text, and say whether a SERVICE clause is met outside all."""
    suspects = [match.start() for match in _CALL.finditer(text) if _begins_word(text, match.start())]
    seen: set[int] = set()
    waiting = [0] if suspects else []
    while waiting:
        at = waiting.pop()
        if at in seen or at >= len(text):
            continue
        seen.add(at)
        ends = list(_ends(text, at))
        if text[at] not in "#<\"'\\" and any(at <= suspect < max(ends) for suspect in suspects):
            return True
        waiting.extend(ends)
    return False


def _has_word(text: str) -> bool:
    """Say whether the likeliest reading has the word SERVICE, whatever comes after it: what is no name is a call.

    This asks less than `_CALL`, so that a call of a form which that does not know is refused, too.
    """
    return any(
        _begins_word(text, match.start())
        and not (_PREFIX_SERVICE.match(text, match.start()) and not _CALL.match(text, match.start()))
        for match in _SERVICE.finditer(code_of(text))
    )


def _begins_word(text: str, at: int) -> bool:
    """Say whether a word can begin here: not inside the name of a variable, of a prefixed name or of a language."""
    return not _NAME_BEFORE.search(text[max(0, at - LOOK_BACK) : at])


def _ends(text: str, at: int) -> Iterator[int]:
    """Yield where what begins here may end, the reading that SPARQL prefers first; nothing for an open string."""
    char = text[at]
    if char in "\"'":
        yield from (match.end() for form in _STRINGS if (match := form.match(text, at)))
    elif char == "#":
        comment = _COMMENT.match(text, at)
        yield comment.end() if comment else at + 1
    elif char == "<":
        address = _ADDRESS.match(text, at)
        if address:
            yield address.end()
        yield at + 1
    elif char == "\\":
        # it takes the next character with it in a prefixed name, as in `ex:a\'b`, and stands nowhere else
        yield at + 2
        yield at + 1
    else:
        plain = _PLAIN.match(text, at)
        yield plain.end() if plain else at + 1


def _depth(code: str, at: int) -> int:
    return code.count("{", 0, at) - code.count("}", 0, at)


def _character(match: re.Match[str]) -> str:
    point = int(match[1] or match[2], 16)
    return chr(point) if point <= 0x10FFFF else match[0]
