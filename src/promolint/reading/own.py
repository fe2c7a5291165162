"""What promolint wrote itself: reports lie in the folders that it reads, and quote the links of templates."""

from __future__ import annotations

import re
from functools import cache

_HEAD = 8192
_STRING = r'"(?:[^"\\\n]|\\.)*+"'
_COLOUR = r"(?:\x1b\[[\d;]*+m)*+"
_HINTS = (
    *(b"promolint", b"PL", b'"row": ', b"path,part,", b"No link ", b"Kein Link ", "→".encode()),
    *(b", email, ", b", sms, ", b", whatsapp, ", b", push, "),
)
_BEGINNINGS = rf"""
    <!DOCTYPE[ ]html>\s++<html[ ]lang="\w\w"><head>
      <meta[ ]charset="utf-8"><meta[ ]http-equiv=[^>]++><meta[ ]name="generator"[ ]content="promolint">
    # JSON of check, links and explain, and baselines; JSON Lines of check and scan; SARIF; GitLab
    | \{{\s*+(?:"type":[ ]"summary",[ ])?"format":[ ]?"promolint-
    | \{{"type":[ ]"finding",[ ]"code":[ ]"PL\d
    | \{{"type":[ ]"error",[ ]"path":[ ]{_STRING},[ ]"code":[ ]"PL\d
    | \{{"file":[ ]{_STRING},[ ]"row":[ ]\d++,[ ]"id":[ ]
    | \{{\s*+"\$schema":[ ]?{_STRING},\s*+"version":[ ]?"2\.1\.0",\s*+"runs":[ ]?\[\s*+
      \{{\s*+"tool":[ ]?\{{\s*+"driver":[ ]?\{{\s*+"name":[ ]?"promolint"
    | \[\s*+\{{\s*+"description":[ ]?"PL\d{{3}}[ ](?:[^"\\\n]|\\.)*+",\s*+"check_name":[ ]?"PL\d
    # the table of numbers in Markdown; the head of the links as CSV; text: a finding, a file not read, nothing found
    | \#[ ]promolint\s++\|[^|\n]++\|[^|\n]++\|\s*+\|[ ]---[ ]\|[ ]---:[ ]\|
    | path,part,kind,line,column,purpose,group,
    | {_COLOUR}[^\n]+?:\d++:\d++{_COLOUR}:[ ]PL\d{{3}}[ ]
    | {_COLOUR}[^\n]+?{_COLOUR}:[ ]PL901[ ]
    | (?:No[ ]link[ ]speaks[ ]against|Kein[ ]Link[ ]spricht[ ]gegen)[ ][^\n]++\s++{_COLOUR}0[ ]
    # the first annotation for GitHub; the first message in a table of links; the first link that is explained
    | ::(?:error|warning|notice)[ ]file=[^\n]*?,title=PL\d{{3}}[ ]
    | [^\n]+?[ ][ ]\([\w?-]++,[ ](?:email|sms|whatsapp|push),[ ][^\n]++\n(?:\s*+\n|[ ]++\d++:\d++[ ][ ])
    | {_COLOUR}[^\n]+?:\d++:\d++{_COLOUR}\r?\n[ ][ ](?:“|„|\((?:no[ ]text|ohne[ ]Text)\))[^\x00]*?→[ ]
    """


def is_own_report(data: bytes) -> bool:
    """Whether these bytes begin as a report, an inventory or a baseline of promolint does.

    XML reports do not count: XML that is no catalogue of texts is not read anyway.
    """
    head = data[:_HEAD]
    return any(hint in head for hint in _HINTS) and _beginnings().match(head) is not None


@cache
def _beginnings() -> re.Pattern[bytes]:
    return re.compile(_BEGINNINGS.encode(), re.VERBOSE)
