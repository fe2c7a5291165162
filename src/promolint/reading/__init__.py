"""From the bytes of a file to its messages."""

from promolint.reading.files import MAX_BYTES, Reading, read_file

__all__ = ["MAX_BYTES", "Reading", "read_file"]
