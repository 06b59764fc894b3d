"""Reading a form that comes with files: never more of them than it may have, never in memory."""

from typing import Any

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from campaigns.applications.fields import MEGABYTE, FilesField, Refused
from core.posting import LARGEST_FORM, read_form

# A body beyond this is refused without a look at what is in it (bytes). Up to it, what is too
# large is let go by piece by piece, so that the form comes back with everything that was typed.
LARGEST_BODY = 134_217_728


class ReceivedFiles(MultiValueDict[str, Any]):
    """The files of a request, and those that were not taken in, by question."""

    def __init__(self, files: Any = (), refused: dict[str, list[Refused]] | None = None) -> None:
        super().__init__(files)
        self.refused = refused or {}


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Writes files to the disk within the limits of their questions, and lets the rest go by.

    All files together are at most `max_together` (bytes): those that come first are taken in.
    """

    def __init__(
        self, request: HttpRequest, fields: dict[str, FilesField], max_together: int
    ) -> None:
        super().__init__(request)
        self.fields, self.max_together = fields, max_together
        self.refused: dict[str, list[Refused]] = {}
        self.numbers: dict[str, int] = {}
        # Bytes of the file that is being read, and of all that are whole.
        self.written = self.together = 0

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        """Skip what no question asks for, and what is one too many."""
        self.question, self.called, self.written = field_name, file_name, 0
        field = self.fields.get(field_name)
        if field is None:
            raise SkipFile
        self.numbers[field_name] = self.numbers.get(field_name, 0) + 1
        if self.numbers[field_name] > field.max_files:
            self._refuse("number")
        super().new_file(field_name, file_name, *args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Stop writing a file that is larger than its question takes, or than there is room for."""
        self.written += len(raw_data)
        if self.written > self.fields[self.question].max_size:
            self._refuse("size")
        if self.together + self.written > self.max_together:
            self._refuse("total")
        super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> Any:
        """Let go of a file that is whole: whoever skips the next one closes what is held here."""
        file = super().file_complete(file_size)
        self.together += self.written
        del self.file
        return file

    def _refuse(self, reason: str) -> None:
        self.refused.setdefault(self.question, []).append(Refused(self.called, reason))
        raise SkipFile


def read_application(
    request: HttpRequest, fields: dict[str, FilesField], max_megabytes: int
) -> tuple[QueryDict, ReceivedFiles]:
    """Return what was typed and the files, at most `max_megabytes` of them together.

    Raises `NotReadError`. Must come before anything asks for `request.POST`.
    """
    handler = BoundedUploadHandler(request, fields, max_megabytes * MEGABYTE)
    request.upload_handlers = [handler]
    data = read_form(request, largest=LARGEST_BODY if fields else LARGEST_FORM)
    return data, ReceivedFiles(request.FILES, handler.refused)
