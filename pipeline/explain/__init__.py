"""Why a fact is in a graph, and why a sentence gave none: what the rules saw, read again and told in words.

In: readings, and the facts or the lexicon. Out: records that the command line prints. Nothing here decides anything: it
asks the extractors, and walks the same frames by the same functions.
"""

from __future__ import annotations

from pipeline.explain.as_json import diagnosis_record, trace_record
from pipeline.explain.misses import explain_sentence
from pipeline.explain.records import Diagnosis, NearMiss, ReadClaim
from pipeline.explain.trace import ClaimTrace, EvidenceTrace, Party, Trace, explain_fact, find_fact
from pipeline.explain.trees import Link, in_arrows

__all__ = [
    "ClaimTrace",
    "Diagnosis",
    "EvidenceTrace",
    "Link",
    "NearMiss",
    "Party",
    "ReadClaim",
    "Trace",
    "diagnosis_record",
    "explain_fact",
    "explain_sentence",
    "find_fact",
    "in_arrows",
    "trace_record",
]
