"""Workers that act when time passes: each does what waits, sleeps, and is woken early if asked.

A worker may be killed at any moment and run twice at once: whatever it does is derived from what
is kept, and kept before it is told. One thing that fails never holds up the others.
"""
