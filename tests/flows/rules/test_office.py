"""Small rules of the office: what a field order strikes out, and the names cases go by."""
