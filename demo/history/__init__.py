"""What the made-up residents said over two years, and what became of it."""
