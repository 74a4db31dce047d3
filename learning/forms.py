"""Forms of what curators send."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from learning.document import Unsound
from learning.importing import Imported, import_file, refuse_large


class ImportForm(forms.Form):
    """A set (JSON) or a translation (XLIFF). Try it first, then carry it out."""

    file = forms.FileField(
        label=_("A set (JSON) or a translation (XLIFF)"),
        widget=forms.FileInput(attrs={"accept": ".json,.xlf,.xliff,application/json,application/xliff+xml"}),
        max_length=200,
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        try:
            refuse_large(file.size)
        except Unsound as unsound:
            raise forms.ValidationError(unsound.problems) from None
        return file

    def carry_out(self, by: User, *, only_try: bool = False) -> Imported | None:
        """What was done, or with `only_try` what would be. None where the file is unsound, and the form says why."""
        file = self.cleaned_data["file"]
        file.seek(0)
        try:
            return import_file(file.read(), by, only_try=only_try)
        except Unsound as unsound:
            self.add_error("file", unsound.problems)
            return None
