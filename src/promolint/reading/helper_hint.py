"""A cheap test whether a template may call a helper that makes a link: reading such calls is loaded where it may."""

from __future__ import annotations

import re

HELPER_HINT = re.compile(
    r"(?:link|button|mail|phone|sms)_to|image_tag\b|<\?(?:php|=)|(?i:html)(?:::|->)|@component\b|@include\b|<x-|\blink\b.{1,300}\bto:"
)
