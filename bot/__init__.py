"""Everything that faces people."""
