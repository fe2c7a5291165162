"""What is excepted, and why: comments in the file, the baseline. Pure functions."""
