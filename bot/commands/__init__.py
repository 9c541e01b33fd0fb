"""The commands of `strp`, one file each."""
