"""The one room that knows Telegram: reads its updates, makes its calls."""
