"""Texts made comparable: case, accents, umlauts, gender marks, numbers, amounts and template variables."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from promolint.reading.mask import OUTPUT, mask

NUMBER, PERCENT, AMOUNT, VARIABLE, ADDRESS = "0", "0%", "0€", "\ue010", "\ue011"
"""What a number, a percentage, an amount of money, a template's output and a URL become."""

_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "\u2019": "'", "\u2018": "'", "`": "'"}
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_GENDER = re.compile(r"(?<=\w)[:*_/]-?(?=innen\b|in\b)")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"']+")
_FILLED = re.compile(f"{OUTPUT}+")
_MAY_HOLD_TEMPLATE = re.compile(r"[{<%[|$@]")
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_NAME_PARTS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[^\W\d_]+")
_CURRENCY = r"(?:€|eur\b|euros?\b|chf\b|franken\b|fr\.|£|gbp\b|\$|usd\b|zl\b|r\$)"
_PER_CENT = r"(?:%|prozent\b|percent\b|pct\b|por ciento\b|procent\b|per cento?\b|pour cent\b)"
_FIGURE = r"\d+(?:[.,:]\d+)*"
_TOKEN = re.compile(
    rf"([-+]?(?:{_FIGURE}|{VARIABLE})\s?{_PER_CENT}|%\s?{_FIGURE})"
    rf"|([-+]?{_FIGURE}(?:,?-)?\s?{_CURRENCY}|{_CURRENCY}\s?{_FIGURE})"
    rf"|({_FIGURE})|([^\W\d_]+(?:'[^\W\d_]+)?|{VARIABLE}|{ADDRESS}|[!?:&])"
)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """``text`` in lower case, accents and umlauts spelt out, each URL and each template output one character."""
    text = _without_templates(text)[0].lower().translate(_UMLAUTS)
    if "://" in text or "www." in text:
        text = _ADDRESS.sub(ADDRESS, text)
    if not text.isascii():
        text = _NOT_ASCII.sub(_without_accent, unicodedata.normalize("NFKD", text).lower())
    return _GENDER.sub("", text)


def _without_accent(match: re.Match[str]) -> str:
    return "" if unicodedata.combining(match.group()) else match.group()


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, folded; numbers, percentages and amounts of money are one token each, always the same."""
    return tuple(
        [
            word or (PERCENT if percent else AMOUNT if amount else NUMBER)
            for percent, amount, _, word in _TOKEN.findall(fold(text))
        ]
    )


@lru_cache(maxsize=4096)
def variable_words(text: str) -> tuple[str, ...]:
    """The words in the names of a text's template variables: ``{{ order.trackingUrl }}`` gives order tracking url."""
    names = " ".join(_without_templates(text)[1])
    return tuple(part.lower() for part in _NAME_PARTS.findall(names))


@lru_cache(maxsize=256)
def _without_templates(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` with each template output as one ``VARIABLE`` (or the words quoted in it), and the variables' names."""
    if _MAY_HOLD_TEMPLATE.search(text) is None:
        return text, ()
    masked = mask(text)
    names: list[str] = []

    def replaced(match: re.Match[str]) -> str:
        body = text[match.start() : match.end()]
        names.append(_QUOTED.sub(" ", body))
        said = " ".join(one or other for one, other in _QUOTED.findall(body) if " " in (one or other).strip())
        return said or VARIABLE

    return _FILLED.sub(replaced, masked.text), tuple(names)
