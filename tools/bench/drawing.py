"""Pictures of figures: how far each is from its target, and how it grows. SVG without a library, a font or a script."""

from collections.abc import Iterator, Sequence
from html import escape
from math import log2, log10

from tools.bench.rows import Growth, Row, growths

WIDTH, MARGIN, LINE, LABEL = 900, 20, 20, 430
MET, MISSED, GREY, INK = "#1d70b8", "#b8460e", "#b1b4b6", "#0b0c0c"
COLOURS = {"": "#1d70b8", "sqlite": "#1d70b8", "postgresql": "#b8460e"}
"""Blue and orange are told apart by everybody; the second is dashed too."""
FARTHEST = 4.0
"""Doublings to either side of the target; what lies farther stands at the edge, with its number."""
ACROSS, PLOT_WIDTH, PLOT_HEIGHT, PLOT_GAP = 4, 190, 90, 60


def picture(subject: str, figures: Sequence[Row]) -> str | None:
    """One picture for a subject; None where there is neither target nor growth to show."""
    aims = [row for row in figures if row.reached]
    grown = growths(list(figures))
    if not aims and not grown:
        return None
    parts: list[str] = []
    top = 40
    if aims:
        parts += targets(aims, top)
        top += LINE * len(aims) + 70
    if grown:
        parts += growth(grown, top)
        top += -(-len(grown) // ACROSS) * (PLOT_HEIGHT + PLOT_GAP) + 40
    met = sum(row.is_met is True for row in aims)
    told = f"{subject}: {met} of {len(aims)} targets met; {len(grown)} figures at several sizes"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" width="{WIDTH}" height="{top}" '
        f'font-family="sans-serif" font-size="12" fill="{INK}" role="img" aria-label="{escape(told)}">\n'
        f'<title>{escape(told)}</title>\n<rect width="{WIDTH}" height="{top}" fill="#ffffff"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def words(x: float, y: float, text: str, **more: object) -> str:
    """A text; names of attributes with ``_`` for ``-``."""
    given = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<text x="{x:.1f}" y="{y:.1f}"{given}>{escape(text)}</text>'


def targets(aims: Sequence[Row], top: float) -> Iterator[str]:
    """Each figure as a point beside the line of its target; to the right is better."""
    right = WIDTH - MARGIN - 70
    middle = (LABEL + right) / 2
    step = (right - middle) / FARTHEST
    bottom = top + LINE * len(aims)
    yield words(MARGIN, top - 18, "How many times as good as the target asks (right is better)", font_weight="bold")
    for doublings in range(-int(FARTHEST), int(FARTHEST) + 1, 2):
        x = middle + step * doublings
        colour = INK if doublings == 0 else GREY
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{bottom}" stroke="{colour}"/>'
        named = "target" if doublings == 0 else f"× {2**doublings:g}"
        yield words(x, bottom + 16, named, text_anchor="middle")
    for place, row in enumerate(aims):
        y = top + LINE * (place + 0.5)
        reached = row.reached or 1.0
        x = middle + step * max(-FARTHEST, min(FARTHEST, log2(reached)))
        colour = MET if row.is_met else MISSED
        yield words(LABEL - 10, y + 4, row.name, text_anchor="end", font_size=11)
        yield f'<line x1="{middle:.1f}" x2="{x:.1f}" y1="{y:.1f}" y2="{y:.1f}" stroke="{colour}" stroke-width="3"/>'
        if row.is_met:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>'
        else:
            yield f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" fill="{colour}"/>'
        named = f"× {reached:.3g}" + ("" if row.is_met else " missed")
        yield words(right + 8, y + 4, named, font_size=11, fill=colour)


def growth(grown: Sequence[Growth], top: float) -> Iterator[str]:
    """A small plot for each, both ways in powers of ten; the thin line is growth in step with the size."""
    yield words(
        MARGIN,
        top - 18,
        "Growth (both ways in powers of ten; thin: as fast as the size; blue: SQLite or neither, dashed: PostgreSQL)",
        font_weight="bold",
    )
    for place, one in enumerate(grown):
        left = MARGIN + place % ACROSS * (PLOT_WIDTH + 30)
        yield from plot(one, left, top + place // ACROSS * (PLOT_HEIGHT + PLOT_GAP) + 14)


def plot(one: Growth, left: float, top: float) -> Iterator[str]:
    """One of them."""
    points = [point for line in one.lines.values() for point in line]
    first, last = log10(min(n for n, _ in points)), log10(max(n for n, _ in points))
    low, high = log10(min(value for _, value in points)), log10(max(value for _, value in points))
    decades = max(high - low, last - first)
    """As tall as it is wide in powers of ten, so that the thin line is the same in each."""

    def x(size: float) -> float:
        return left + PLOT_WIDTH * (log10(size) - first) / (last - first)

    def y(value: float) -> float:
        return top + PLOT_HEIGHT * (1 - (log10(value) - low) / decades)

    yield words(left, top - 6, one.name.partition(".")[2] or one.name, font_size=11)
    yield (
        f'<rect x="{left}" y="{top}" width="{PLOT_WIDTH}" height="{PLOT_HEIGHT}" fill="none" stroke="{GREY}"/>'
        f'<line x1="{left}" x2="{left + PLOT_WIDTH}" y1="{top + PLOT_HEIGHT:.1f}" '
        f'y2="{top + PLOT_HEIGHT * (1 - (last - first) / decades):.1f}" stroke="{GREY}"/>'
    )
    for row, (database, line) in enumerate(sorted(one.lines.items(), reverse=True)):
        colour = COLOURS[database]
        dash = ' stroke-dasharray="6 3"' if database == "postgresql" else ""
        joined = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in line)
        yield f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
        yield from (f'<circle cx="{x(size):.1f}" cy="{y(value):.1f}" r="3" fill="{colour}"/>' for size, value in line)
        (size, value), (largest, most) = line[0], line[-1]
        told = f"{value:.4g} → {most:.4g} {one.unit} at {size:,} → {largest:,}"
        yield words(left, top + PLOT_HEIGHT + 14 + 13 * row, told, font_size=10, fill=colour)
