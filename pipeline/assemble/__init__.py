"""Resolved claims → merged facts. Pure, and the same whatever the order."""

from __future__ import annotations

from pipeline.assemble.merge import merge_claims

__all__ = ["merge_claims"]
