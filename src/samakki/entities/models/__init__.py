"""Tables of entities. Every model declares what it holds (``records``)."""

from samakki.entities.models.entities import Entity, Source, Statement
from samakki.entities.models.files import StoredFile
from samakki.entities.models.imports import Import, ImportKey, ImportLater, ImportRemark, SavedMapping
from samakki.entities.models.places import Place
from samakki.entities.models.protection import ProtectedCode, ProtectedRecord, SealedOriginal
from samakki.entities.models.search import SearchEntry, TokensField

__all__ = [
    "Entity",
    "Import",
    "ImportKey",
    "ImportLater",
    "ImportRemark",
    "Place",
    "ProtectedCode",
    "ProtectedRecord",
    "SealedOriginal",
    "SavedMapping",
    "SearchEntry",
    "Source",
    "Statement",
    "StoredFile",
    "TokensField",
]
