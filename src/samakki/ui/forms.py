"""The base of every form: plain Django forms that the ``{% field %}`` tag draws."""

from django import forms


class Form(forms.Form):
    """A form whose mistakes are shown by the page, in the reader's language, and never by the browser."""

    use_required_attribute = False
