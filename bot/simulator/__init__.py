"""A Telegram of our own: meet the assistant without a token, a network or an account."""
