"""What in a text would tell who a private person is, how surely, and the text without it."""
