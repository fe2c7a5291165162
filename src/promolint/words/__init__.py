"""What promolint says, in German and English, out of one catalogue."""
