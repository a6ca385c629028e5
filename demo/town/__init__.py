"""The made-up town: its ground, its streets, its addresses."""
