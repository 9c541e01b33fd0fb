"""Permits as people hold them, and the issuer that signs them."""
