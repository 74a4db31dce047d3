"""A table of figures, pasted or as a file."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.numbers import with_numbers
from relationships.imports import MOST_BYTES
from relationships.imports.decoding import check_size, decode
from relationships.imports.names import LAYOUT
from relationships.imports.table import Layout, Line, read_table


def most(layout: Layout) -> Promise:
    """What such a file may be. Its hyphens are those at which no line breaks."""
    says = _("CSV or TSV, in UTF‑8, UTF‑16 or Windows‑1256; at most {size} KB and {rows} rows.")
    return with_numbers(says, size=MOST_BYTES // 1024, rows=layout.most)


class ImportForm(forms.Form):
    text = forms.CharField(
        label=_("Paste the table here"),
        help_text=_("With its headings, as it is copied from a spreadsheet or written as CSV."),
        widget=forms.Textarea(
            attrs={"rows": 8, "dir": "auto", "wrap": "off", "class": "table-text", "spellcheck": "false"}
        ),
        required=False, strip=False, max_length=MOST_BYTES,
    )  # fmt: skip
    file = forms.FileField(
        label=_("…or choose a file"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/tab-separated-values"}),
        required=False, allow_empty_file=True,
    )  # fmt: skip

    lines: list[Line]
    layout = LAYOUT

    def __init__(self, *given, **named):
        super().__init__(*given, **named)
        self.fields["file"].help_text = most(self.layout)

    def clean(self) -> dict:
        """`text` becomes that of the file, if there is one; `lines` are its rows."""
        if self.errors:
            return self.cleaned_data
        file = self.cleaned_data["file"]
        try:
            if file:
                check_size(file.size)
            text = decode(file.read() if file else self.cleaned_data["text"].encode())
            if not text.strip():
                raise ValueError(_("There is nothing to import yet: paste a table or choose a file."))
            self.lines = read_table(text, self.layout)
        except ValueError as error:
            raise forms.ValidationError(str(error), code="table") from None
        self.cleaned_data["text"] = text
        return self.cleaned_data


class ImportConfirmForm(ImportForm):
    """The table that was looked at, and what it would have done then."""

    digest = forms.RegexField("[0-9a-f]{32}", widget=forms.HiddenInput)
