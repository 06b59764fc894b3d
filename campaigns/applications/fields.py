"""The fields of application forms that are not everybody's: text, numbers, and files."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.formats import number_format
from django.utils.functional import lazy
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns.applications.kinds import KINDS, kind_of

MEGABYTE = 1_048_576
LINE_LENGTH, TEXT_LENGTH, NUMBER_DIGITS = 500, 10_000, 30

TOO_LONG = gettext_lazy(
    "This is %(show_value)d letters long; we can store %(limit_value)d. Please shorten it."
)
_UNSEEN = gettext_lazy(
    "There are characters in your text that nobody can see or print. "
    "Please type it anew, or paste it as plain text."
)


class _PlainField(forms.CharField):
    """Text as it was typed, in any script."""

    # Control characters that are part of it.
    allowed = ""

    def __init__(self, *, error_messages: dict[str, Any], **kwargs: Any) -> None:
        messages = {"max_length": TOO_LONG, "null_characters_not_allowed": _UNSEEN}
        super().__init__(error_messages={**messages, **error_messages}, **kwargs)

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        """Let browsers take any length: they would cut what is pasted off without a word."""
        return {"dir": "auto"}

    def clean(self, value: Any) -> str:
        """Refuse what no text contains."""
        text: str = super().clean(value)
        if any(
            unicodedata.category(mark) in ("Cc", "Cs") and mark not in self.allowed for mark in text
        ):
            raise ValidationError(_UNSEEN, code="control")
        return text


class LineField(_PlainField):
    """One line of text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": LINE_LENGTH, **kwargs})


class TextField(_PlainField):
    """Text over several lines."""

    widget = forms.Textarea(attrs={"rows": 6})
    allowed = "\n\t"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=TEXT_LENGTH, **kwargs)

    def to_python(self, value: Any) -> str:
        """Give every line the same end; browsers send two characters for it."""
        text = str(super().to_python(value) or "")
        return text.replace("\r\n", "\n").replace("\r", "\n").strip()


class NumberField(forms.DecimalField):
    """A number, as it is written where the reader comes from."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(localize=False, **kwargs)

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        """A plain text field: the one for numbers drops what it cannot read without a word."""
        return {}

    def to_python(self, value: Any) -> Any:
        """Take Arabic and Thai digits, and a comma before decimals."""
        text = unicodedata.normalize("NFKC", str(value or "")).strip()
        if len(text) > NUMBER_DIGITS:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        plain = "".join(
            str(unicodedata.digit(mark)) if mark.isdigit() else mark for mark in text
        ).replace("٫", ".")
        if "." not in plain and plain.count(",") == 1:
            plain = plain.replace(",", ".")
        return super().to_python(plain or None)


# --- files ----------------------------------------------------------------


@dataclass(frozen=True)
class Refused:
    """A file that was not taken in while the form was read, and why."""

    name: str
    # "size", "number" or "total".
    reason: str


@dataclass(frozen=True)
class Kept:
    """A file that came with an earlier try, as the form carries it."""

    token: str
    name: str
    size: int


@dataclass(frozen=True)
class Taken:
    """A file that is within the limits, with its kind as its content tells."""

    upload: UploadedFile
    kind: str


@dataclass
class Chosen:
    """What the form says of a question's files."""

    uploads: list[UploadedFile] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


@dataclass
class Files:
    """The valid answer: new files, and rows of `ApplicationFile` from an earlier try."""

    taken: list[Taken] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Bytes of all of them."""
        return sum(taken.upload.size or 0 for taken in self.taken) + sum(
            row.size for row in self.rows
        )


class FilesInput(forms.Widget):
    """Chooses files, and shows those that are kept from an earlier try."""

    template_name = "campaigns/applications/files_input.html"
    needs_multipart_form = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.kept: list[Kept] = []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Chosen:
        """Return what was chosen now and before, and what the reading has refused."""
        return Chosen(
            uploads=files.getlist(name) if hasattr(files, "getlist") else [],
            kept=data.getlist(f"{name}-kept") if hasattr(data, "getlist") else [],
            refused=getattr(files, "refused", {}).get(name, []),
        )

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """A form without a file says that there is none."""
        return False

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add the files that are kept. A browser never gives a chosen one back."""
        context: dict[str, Any] = super().get_context(name, None, attrs)
        return {**context, "kept": self.kept}


def _none_kept(token: str) -> None:
    """Stand in where there is no stored form: previews keep nothing."""


class FilesField(forms.Field):
    """One or several files of chosen kinds, up to a size each (bytes)."""

    widget = FilesInput

    def __init__(
        self,
        *,
        kinds: Iterable[str],
        max_files: int,
        max_size: int,
        help_text: str = "",
        **kwargs: Any,
    ) -> None:
        self.kinds, self.max_files, self.max_size = tuple(kinds), max_files, max_size
        # Finds a row of `ApplicationFile` by what the form carries; the form sets it.
        self.find_kept: Callable[[str], Any] = _none_kept
        # What is within the limits, be the rest as it may: so that it can be kept.
        self.good = Files()
        # In the language of whoever reads it: a field may be made long before.
        limits = lazy(lambda: f"{help_text} {self._limits()}".strip(), str)
        super().__init__(help_text=limits(), **kwargs)

    def _limits(self) -> str:
        return ngettext(
            "%(kinds)s, one file of at most %(size)s MB.",
            "%(kinds)s, at most %(number)s files of at most %(size)s MB each.",
            self.max_files,
        ) % {
            "kinds": self.kinds_in_words,
            "number": number_format(self.max_files),
            "size": number_format(self.max_size // MEGABYTE),
        }

    @property
    def kinds_in_words(self) -> str:
        """The kinds as a list that ends in "or"."""
        return get_text_list([KINDS[kind].label for kind in self.kinds], _("or"))

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        """Let browsers offer only what is taken."""
        attrs: dict[str, Any] = {"accept": ",".join(KINDS[kind].ending for kind in self.kinds)}
        return {**attrs, "multiple": True} if self.max_files > 1 else attrs

    def clean(self, value: Chosen) -> Files:
        """Return the files; every one that cannot be taken is named, with the reason."""
        errors: list[ValidationError] = []
        self.good = Files(rows=self._kept(value, errors))
        for upload in value.uploads:
            if reason := self._fault(upload):
                errors.append(reason)
            else:
                self.good.taken.append(Taken(upload, kind_of(upload.file)))  # type: ignore[arg-type]
        errors += [self._why(refused) for refused in value.refused if refused.reason != "number"]
        number = len(self.good.taken) + len(self.good.rows)
        if number > self.max_files or any(file.reason == "number" for file in value.refused):
            errors.append(self._too_many())
            self.good.taken = self.good.taken[: max(0, self.max_files - len(self.good.rows))]
        if errors:
            raise ValidationError(errors)
        if self.required and not number:
            raise ValidationError(self.error_messages["required"], code="required")
        return self.good

    def _kept(self, value: Chosen, errors: list[ValidationError]) -> list[Any]:
        rows = [self.find_kept(token) for token in dict.fromkeys(value.kept)]
        if not all(rows):
            errors.append(
                ValidationError(
                    _("A file from your earlier try is no longer here. Please choose it again."),
                    code="gone",
                )
            )
        return [row for row in rows if row is not None][: self.max_files]

    def _fault(self, upload: UploadedFile) -> ValidationError | None:
        size = upload.size or 0
        if not size:
            return ValidationError(
                _("“%(name)s” is empty."), params={"name": upload.name}, code="empty"
            )
        if size > self.max_size:
            return self._why(Refused(upload.name or "", "size"))
        if kind_of(upload.file) not in self.kinds:  # type: ignore[arg-type]
            return ValidationError(
                _(
                    "“%(name)s” is not %(kinds)s, judging by what is in the file rather than by "
                    "its name. Please send a file of that kind, without programs in it."
                ),
                params={"name": upload.name, "kinds": self.kinds_in_words},
                code="kind",
            )
        return None

    def _why(self, refused: Refused) -> ValidationError:
        if refused.reason == "total":
            text = _("“%(name)s” was not taken in: all files together are too large.")
        else:
            text = _("“%(name)s” is larger than %(size)s MB. Please send a smaller file.")
        size = number_format(self.max_size // MEGABYTE)
        return ValidationError(text, params={"name": refused.name, "size": size}, code="size")

    def _too_many(self) -> ValidationError:
        text = ngettext(
            "Please choose one file only.",
            "Please choose at most %(number)s files.",
            self.max_files,
        )
        return ValidationError(text % {"number": number_format(self.max_files)}, code="number")
