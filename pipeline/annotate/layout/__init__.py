"""What the parts of an article are: headline, body, caption, related link … Only some of them state facts.

`lines` joins wrapped lines to paragraphs; `wholes` names those that are one thing as a whole, `stretches` finds what is
stuck into the others, `breaks` where sentences and headlines run into one another; `passages` goes by where they stand.
`shapes` and `cues` say what a stretch of text looks like and which words give it away.
"""

from pipeline.annotate.layout.parts import FEEDING, ROLES, Passage, Role
from pipeline.annotate.layout.passages import find_passages

__all__ = ["FEEDING", "ROLES", "Passage", "Role", "find_passages"]
