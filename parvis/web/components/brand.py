"""A town's own colour, made readable: checked, then darkened or lightened until 4.5:1."""

import colorsys
import re
from dataclasses import dataclass

READABLE = 4.5
PAPER, WHITE = "#FAF7F1", "#FFFFFF"
NIGHT, NIGHT_CARD = "#17213A", "#273453"
_HEX = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Shades:
    """One theme's three values and the text on the strongest, as `#RRGGBB`."""

    main: str
    strong: str
    soft: str
    on_main: str


@dataclass(frozen=True, slots=True)
class Brand:
    """Both themes of a town's colour; `was_changed` when the given one could not be read."""

    given: str
    light: Shades
    dark: Shades
    was_changed: bool


def parse(text: str) -> Colour:
    """Red, green, blue from 0 to 1 of `#RGB` or `#RRGGBB`; raises ValueError for anything else."""
    match = _HEX.fullmatch(text.strip())
    if not match:
        raise ValueError(f"not a colour: {text!r}")
    digits = match[1]
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def to_hex(colour: Colour) -> str:
    """`#RRGGBB`, upper case."""
    return "#" + "".join(f"{round(max(0.0, min(1.0, part)) * 255):02X}" for part in colour)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it, 0 (black) to 1 (white)."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parse(colour)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """`share` of `one` in `other`."""
    first, second = parse(one), parse(other)
    parts = [a * share + b * (1 - share) for a, b in zip(first, second, strict=True)]
    return to_hex((parts[0], parts[1], parts[2]))


def readable(colour: str, grounds: tuple[str, ...], *, ratio: float = READABLE) -> str:
    """`colour`, moved in lightness only as far as needed to be read on every ground.

    Darkened on light grounds, lightened on dark ones; hue and saturation are kept. Black or
    white always ends it.
    """
    darken = luminance(grounds[0]) > 0.18
    hue, light, saturation = colorsys.rgb_to_hls(*parse(colour))
    for _ in range(101):
        tried = to_hex(colorsys.hls_to_rgb(hue, light, saturation))
        if all(contrast(tried, ground) >= ratio for ground in grounds):
            return tried
        light += -0.01 if darken else 0.01
        light = max(0.0, min(1.0, light))
    return "#000000" if darken else "#FFFFFF"


def shades(colour: str) -> Brand:
    """Everything that the style sheet needs from a town's colour.

    Raises ValueError when `colour` is not `#RGB` or `#RRGGBB`.
    """
    given = to_hex(parse(colour))
    # Hardest first: the colour is also text on its own pale tint.
    soft = mix(given, PAPER, 0.10)
    main = readable(given, (soft, PAPER, WHITE))
    strong = readable(mix(main, "#000000", 0.8), (soft, PAPER, WHITE))
    night_soft = mix(given, NIGHT, 0.22)
    night = readable(given, (NIGHT_CARD, night_soft, NIGHT))
    night_strong = mix(night, WHITE, 0.75)
    return Brand(
        given=given,
        light=Shades(main, strong, soft, WHITE),
        dark=Shades(night, night_strong, night_soft, NIGHT),
        was_changed=main != given,
    )


def style_sheet(colour: str) -> str:
    """The text of `/brand.css` for this colour; empty when the town keeps the house's brick.

    Raises ValueError when `colour` is given and is no colour: what a person typed never reaches
    the sheet as it is.
    """
    if not colour:
        return ""
    brand = shades(colour)

    def block(tones: Shades) -> str:
        return (
            f"--brick-600:{tones.main};--brick-700:{tones.strong};"
            f"--brick-50:{tones.soft};--on-brick:{tones.on_main}"
        )

    dark = block(brand.dark)
    return (
        f":root{{{block(brand.light)}}}\n"
        "@media screen and (prefers-color-scheme:dark)"
        f"{{:root:not([data-theme=light]){{{dark}}}}}\n"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}}}\n"
    )
