"""promolint: finds promotional links in transactional message templates."""

__version__ = "0.1.0"
