"""What is excepted, and why: comments in the file, waivers of the configuration, the baseline. Pure functions."""
