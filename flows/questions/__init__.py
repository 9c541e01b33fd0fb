"""Questions in people's own words: which of the known ones is it, and may we answer it at once?"""
