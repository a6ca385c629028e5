"""How districts fare for comparable requests, and which of them say little."""
