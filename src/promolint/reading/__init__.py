"""From the bytes of a file to its messages."""

from promolint.reading.files import Reading, read_file

__all__ = ["Reading", "read_file"]
