"""What one says of the articles one brings."""

from dataclasses import fields

from django import forms

from claimtracker import readers
from claimtracker.ingest import Particulars

MAX_FILES = 200


class ManyFiles(forms.FileField):
    """One or more files."""

    widget = forms.ClearableFileInput

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self.widget = _ManyFilesInput(attrs={"accept": ",".join(sorted(readers.SUFFIXES))})

    def clean(self, data, initial=None) -> list:
        """Return the files, none among them."""
        chosen = data if isinstance(data, list | tuple) else [data] if data else []
        if len(chosen) > MAX_FILES:
            raise forms.ValidationError(
                f"{len(chosen)} files are too many at once; bring up to {MAX_FILES}, or use "
                "the command import_article."
            )
        return [super(ManyFiles, self).clean(file, initial) for file in chosen]


class _ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadForm(forms.Form):
    """Files or pasted text, and what the text itself may not say."""

    files = ManyFiles(
        required=False,
        label="Files",
        help_text=f"Drop them here or choose: {', '.join(sorted(readers.SUFFIXES))}; "
        f"up to {readers.MAX_BYTES // 1024**2} MB each.",
    )
    text = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        label="Or paste the text",
        help_text="Kept exactly as pasted. Its first line is taken for the title.",
    )
    url = forms.URLField(
        required=False,
        assume_scheme="https",
        max_length=2000,
        label="Address",
        help_text="Where it was published.",
    )
    source = forms.CharField(required=False, max_length=300, help_text="Who published it.")
    published_on = forms.DateField(
        required=False,
        label="Published on",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Leave empty where you do not know: nothing is invented.",
    )
    addressee = forms.CharField(
        required=False,
        max_length=300,
        label="Addressed to",
        help_text="To whom recommendations go that name nobody, such as the State under review.",
    )
    encoding = forms.CharField(
        required=False, max_length=30, help_text="Of text files that are not UTF-8: cp1252."
    )
    note = forms.CharField(required=False, max_length=1000, help_text="Why; kept on record.")

    def clean(self) -> dict:
        """Ask for something to read."""
        cleaned = super().clean()
        if not self.errors and not cleaned["files"] and not cleaned["text"].strip():
            raise forms.ValidationError("Choose a file or paste a text.")
        if cleaned.get("url") and len(cleaned.get("files") or ()) > 1:
            self.add_error("url", "One address is one article's; bring several files without it.")
        return cleaned

    def brought(self) -> list[tuple[str, bytes]]:
        """Names and bytes of what was chosen and pasted."""
        found = [(file.name, file.read()) for file in self.cleaned_data["files"]]
        if self.cleaned_data["text"].strip():
            found.append(("pasted text.txt", self.cleaned_data["text"].encode()))
        return found

    def particulars(self) -> Particulars:
        """What was said of them."""
        names = {field.name for field in fields(Particulars)}
        said = {name: self.cleaned_data[name] for name in names}
        return Particulars(**said | {"published_on": str(said["published_on"] or "")})
