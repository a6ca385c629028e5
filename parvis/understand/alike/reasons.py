"""Why two contributions may tell of the same fact, as codes that pages put into words."""

NEAR, KIND, SAME_WORDS, NEARLY_SAME_WORDS, RARE_WORDS, MEANING, DAYS = (
    "near", "kind", "same_words", "nearly_same_words", "rare_words", "meaning", "days",
)  # fmt: skip
# Another place: not the same fact. Never shown.
ELSEWHERE = "elsewhere"
