import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from samakki.entities.domain.files import FileKind
from samakki.entities.web.forms.files import StoredFileField
from samakki.ui.forms import Form
from tests.support import hostile_files as files


class PhotoForm(Form):
    photo = StoredFileField(kind=FileKind.PHOTO, label="Photo", required=False)


def filled(content: bytes, name: str = "holiday.jpg") -> PhotoForm:
    return PhotoForm({}, MultiValueDict({"photo": [SimpleUploadedFile(name, content, "image/jpeg")]}))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file has no content."),
        (files.WEB_PAGE, "Put it into a ZIP archive"),
        (files.DRAWING, "Put it into a ZIP archive"),
        (files.TEXT, "Choose a file of one of these types: AVIF, BMP, GIF"),
    ],
)
def test_a_mistake_stands_beside_the_field(content: bytes, words: str) -> None:
    (mistake,) = filled(content).errors["photo"]
    assert words in mistake


def test_a_picture_is_taken_whatever_its_name() -> None:
    form = filled(files.png(), "a" * 3000 + ".exe")
    assert form.is_valid(), form.errors


def test_no_file_is_no_mistake_where_none_is_needed() -> None:
    form = PhotoForm({}, MultiValueDict())
    assert form.is_valid()
    assert form.cleaned_data["photo"] is None
