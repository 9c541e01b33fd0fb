"""What may be lost: it makes things quick or private, and is rebuilt or begun again."""
