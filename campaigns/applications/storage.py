"""Where files lie that have no address on the web."""

from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """Files that are read through a view that asks who wants them."""

    def url(self, name: str | None) -> str:
        """Refuse: without this, the address would be that of a public file."""
        raise ValueError("A private file has no address.")
