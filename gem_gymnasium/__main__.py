"""``python -m gem_gymnasium`` is ``gem-gymnasium``."""

from gem_gymnasium.cli import main

if __name__ == "__main__":
    main()
