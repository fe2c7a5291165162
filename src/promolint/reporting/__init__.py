"""Reports: each format one module, each a pure function from an outcome to text."""
