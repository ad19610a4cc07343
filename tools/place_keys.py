"""Makes the keys under which places are found from the table that is committed: ``python -m tools.place_keys``.

Needed after a change to the table (`tools.gazetteer` does it then) or to the keys of names; a test says when.
"""

from pathlib import Path

from samakki.entities.domain import gazetteer, place_keys

KEYS = Path(__file__).parent.parent / "src/samakki/entities/data/place_keys.npz"


def main() -> None:
    """Write the keys."""
    made = place_keys.made(gazetteer.names_of(one) for one in gazetteer.every())
    KEYS.write_bytes(made.packed())
    print(f"{len(made.keys)} keys of {len(gazetteer.every())} places, {KEYS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
