"""A field that takes one file and says at once, beside itself, why it does not."""

from typing import BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from samakki.entities.actions import examine_file
from samakki.entities.domain.files import FileKind
from samakki.kernel.refusals import InvalidValue
from samakki.ui.forms import Text
from samakki.ui.wording import worded


class StoredFileField(forms.FileField):
    """A file of one kind. What it is, its bytes say; the browser's name and type are not believed.

    Trap: a browser never fills a file in again. Where another field is wrong, the page must ask for the file anew.
    """

    def __init__(self, *, kind: FileKind, label: Text, help_text: Text = "", required: bool = True) -> None:
        """Make a field.

        Args:
            kind: what the file is to be.
            label: as for any field.
            help_text: as for any field.
            required: as for any field.
        """
        # An empty file is answered in our words; a name is cut where it is stored.
        super().__init__(label=label, help_text=help_text, required=required, allow_empty_file=True)
        self._kind = kind

    def clean(self, data: object, initial: object = None) -> "UploadedFile[bytes] | None":
        """The file, or the mistake in words."""
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return None
        try:
            examine_file(cast("BinaryIO", file.file), self._kind)
        except InvalidValue as error:
            words = worded(error.refusal)
            raise ValidationError(f"{words.why} {words.now}".strip(), code=error.refusal.code) from error
        return file
