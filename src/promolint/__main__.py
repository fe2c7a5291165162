"""``python -m promolint``."""

from promolint.cli import main

if __name__ == "__main__":
    main()
