"""``python -m bot`` is ``strp``."""

from bot.cli import main

main()
