"""The desk: takes what people send, has a turn taken, keeps it, and says what to show."""
