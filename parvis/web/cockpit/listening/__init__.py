"""What people say as a whole, from theme to sentence to case."""
