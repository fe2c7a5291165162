"""Data set, training and evaluation; never imported by the linter itself."""
