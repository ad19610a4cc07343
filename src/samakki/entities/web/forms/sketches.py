"""The form for a sketch map."""

from django.utils.translation import gettext_lazy as _

from samakki.entities.domain.files import FileKind
from samakki.entities.web.forms.files import StoredFileField
from samakki.ui.forms import Form


class SketchForm(Form):
    """A drawing, or a photograph of one."""

    sketch = StoredFileField(
        kind=FileKind.PHOTO,
        label=_("Sketch map"),
        help_text=_("A photograph or a scan of what somebody drew."),
    )
