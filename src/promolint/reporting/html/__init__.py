"""The parts of the HTML page: markup that escapes by itself, head, filters, messages, findings, style and script."""
