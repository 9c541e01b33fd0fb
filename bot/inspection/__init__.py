"""The inspectors' room: pages on which reports are read, apart from every other page."""
