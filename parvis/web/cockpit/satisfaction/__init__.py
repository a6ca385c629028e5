"""The standing indicator: how satisfied people are, department by department."""
