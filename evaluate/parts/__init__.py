"""One file a part: `measure()` yields its figures."""
