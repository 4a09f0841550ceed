"""The day that a record says it was published on, as people and programs write it → ISO 8601."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.ingest.dateline import iso_date

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_DAY_FIRST = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
LANGUAGES = ["it", "en"]
SETTINGS = {
    "DATE_ORDER": "DMY",
    "PREFER_LOCALE_DATE_ORDER": False,  # "03/12/2024" is the third of December, also beside English words
    "STRICT_PARSING": True,  # no day or year made up
    "PARSERS": ["absolute-time"],  # "ieri" would be another day tomorrow
    "RETURN_AS_TIMEZONE_AWARE": False,
}


def published_date(text: str) -> str | None:
    """Return an ISO 8601 date of "2024-03", "12/03/2024", "12 marzo 2024", "Tue, 12 Mar 2024 …"; None for no date."""
    found = iso_date(text)
    if found is not None:
        return found
    digits = _DAY_FIRST.match(text)
    if digits is not None:  # a parser that may would take "05/13/2024" as an American writes it
        day, month, year = digits.groups()
        return iso_date(f"{year}-{month:>02}-{day:>02}")
    parsed = _parser().get_date_data(text).date_obj
    return None if parsed is None else iso_date(parsed.date().isoformat())


@cache
def _parser() -> DateDataParser:
    # a tenth of a second to import, and most records have ISO dates
    from dateparser.date import DateDataParser

    return DateDataParser(languages=LANGUAGES, settings=SETTINGS)
