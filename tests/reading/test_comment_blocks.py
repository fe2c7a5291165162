"""Liquid's and Django's comment blocks: what stands in them is not sent."""

from __future__ import annotations

import pytest

from promolint.reading import read_file

LINK = '<a href="https://a.example/alt">Alt</a>'


@pytest.mark.parametrize(
    ("text", "commented"),
    [
        (f"{{% comment %}}{LINK}{{% endcomment %}}", True),
        (f"{{%- comment -%}}\n{LINK}\n{{%- endcomment -%}}", True),
        (f"{{% comment %}}Notiz{{% endcomment %}}{LINK}", False),
        (f"{{% comment %}}{LINK}", False),
        (f"{{% comment_count %}}{LINK}{{% endcomment %}}", False),
        (f"{LINK}{{% comment %}}Notiz{{% endcomment %}}", False),
    ],
)
def test_a_link_in_a_comment_block(text: str, commented: bool) -> None:  # noqa: FBT001
    """As many that only stand beside one."""
    links = [
        link for message in read_file("mail.liquid", f"<p>Hallo</p>{text}".encode()).messages for link in message.links
    ]
    assert [(link.url, link.commented) for link in links] == [("https://a.example/alt", commented)]
