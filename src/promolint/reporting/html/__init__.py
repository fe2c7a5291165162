"""The parts of the HTML page: markup that escapes by itself, the head, the messages, the findings, page.css, page.js."""
