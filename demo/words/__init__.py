"""Words written by hand, in patterns: what residents say, what agents answer. All made up."""
