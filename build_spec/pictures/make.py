"""Makes the pictures of the README out of those of a tour: ``make.py FOLDER``.

Each keeps its 128 most frequent colours exactly, which are all grounds, lines and letters; what is
left of the soft edges of letters goes to the nearest of 128 others. Nobody sees the difference,
and a picture takes a third of the room.
"""

import sys
from pathlib import Path

from PIL import Image

Colour = tuple[int, int, int]
PICTURES = {
    "call_light": "light_1600x960_call_known",
    "call_dark": "dark_1600x960_call_known",
    "several_light": "light_1600x960_call_several",
    "conflict_light": "light_1600x960_conflict",
    "small_light": "light_1366x768_card",
    "compact_light": "light_1366x768_call_known_2",
}
MOST = 256  # colours that a palette holds
EXACT = 128


def apart(one: Colour, other: Colour) -> int:
    """How far two colours are apart: the largest difference of a channel."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def palette(colours: list[Colour]) -> list[Colour]:
    """The colours to keep, of all ``colours`` with the most frequent first."""
    kept, left = colours[:EXACT], colours[EXACT:]
    gaps = [min(apart(colour, near) for near in kept) for colour in left]
    while left and len(kept) < MOST:
        worst = max(range(len(left)), key=gaps.__getitem__)
        kept.append(left.pop(worst))
        del gaps[worst]
        gaps = [min(gap, apart(colour, kept[-1])) for gap, colour in zip(gaps, left, strict=True)]
    return kept


def shrink(source: Path, target: Path) -> None:
    """Write ``source`` with a palette of its own to ``target``."""
    picture = Image.open(source).convert("RGB")
    width, height = picture.size
    data = picture.tobytes()
    pixels: list[Colour] = [(data[i], data[i + 1], data[i + 2]) for i in range(0, len(data), 3)]
    counts: dict[Colour, int] = {}
    for pixel in pixels:
        counts[pixel] = counts.get(pixel, 0) + 1
    kept = palette(sorted(counts, key=counts.__getitem__, reverse=True))
    places = {colour: place for place, colour in enumerate(kept)}
    for colour in counts.keys() - places.keys():
        places[colour] = min(range(len(kept)), key=lambda at: apart(kept[at], colour))
    small = Image.frombytes("P", (width, height), bytes(places[pixel] for pixel in pixels))
    small.putpalette([channel for colour in kept for channel in colour])
    small.save(target, optimize=True)


if __name__ == "__main__":
    for name, made in PICTURES.items():
        shrink(Path(sys.argv[1]) / f"{made}.png", Path(__file__).with_name(f"{name}.png"))
