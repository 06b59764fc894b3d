"""Where files lie that have no address on the web."""

from django.core.files.storage import FileSystemStorage


class WithoutAddress:
    """A storage whose files are read through a view that asks who wants them."""

    def url(self, name: str | None, *args: object, **kwargs: object) -> str:
        """Refuse: without this, the address would be that of a public file."""
        raise ValueError("A private file has no address.")


class PrivateStorage(WithoutAddress, FileSystemStorage):
    """Private files in a directory of their own."""
