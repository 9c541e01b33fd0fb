"""Everything that thinks: conversations and rules, without I/O, clock or chance."""
