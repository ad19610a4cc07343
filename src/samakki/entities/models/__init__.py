"""Tables of entities. Every model declares what it holds (``records``)."""

from samakki.entities.models.entities import Entity, Source, Statement
from samakki.entities.models.exports import Export
from samakki.entities.models.files import StoredFile
from samakki.entities.models.imports import Import, ImportKey, ImportLater, ImportRemark, SavedMapping
from samakki.entities.models.places import Place
from samakki.entities.models.protection import ProtectedCode, ProtectedRecord, ProtectedThing, SealedOriginal
from samakki.entities.models.search import SearchEntry, SearchIndex, SearchName, TokensField

__all__ = [
    "Entity",
    "Export",
    "Import",
    "ImportKey",
    "ImportLater",
    "ImportRemark",
    "Place",
    "ProtectedCode",
    "ProtectedRecord",
    "ProtectedThing",
    "SavedMapping",
    "SealedOriginal",
    "SearchEntry",
    "SearchIndex",
    "SearchName",
    "Source",
    "Statement",
    "StoredFile",
    "TokensField",
]
