"""Tables of entities. Every model declares what it holds (``records``)."""

from samakki.entities.models.entities import Entity, Source, Statement
from samakki.entities.models.places import Place

__all__ = ["Entity", "Place", "Source", "Statement"]
