"""Figures the software answers for. One module a subject, each with ``run(short) -> Iterator[Figure]``."""
