"""Files in an object store that speaks S3: Amazon's, MinIO, Ceph, Garage and many others."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

from core.private_files import WithoutAddress

P = ParamSpec("P")
R = TypeVar("R")

# What is kept of a file in memory while it is read; beyond that, on disk (bytes).
IN_MEMORY = 4_194_304


def _as_file_system(method: Callable[P, R]) -> Callable[P, R]:
    """Raise what a file system raises: whoever reads a file need not know where it lies."""

    @wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return method(*args, **kwargs)
        except ClientError as error:
            status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
            if status == 404:
                raise FileNotFoundError("The object store has no such file") from error
            raise OSError(f"The object store answered {status}") from error
        except (BotoCoreError, Boto3Error) as error:
            raise OSError(f"The object store: {type(error).__name__}") from error

    return call


class ObjectStore(S3Storage):
    """Files in a bucket. Nothing is ever written over; errors are those of a file system."""

    def get_default_settings(self) -> dict[str, Any]:
        """Take all from the storage's own options, with times after which it gives up."""
        return {
            **super().get_default_settings(),
            "file_overwrite": False,
            "max_memory_size": IN_MEMORY,
        }

    def __init__(self, **options: Any) -> None:
        config = Config(
            s3={"addressing_style": options.get("addressing_style")},
            signature_version="s3v4",
            connect_timeout=5,
            read_timeout=30,
            retries={"mode": "standard", "total_max_attempts": 3},
            # What Amazon added in 2025 most others do not understand.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        super().__init__(client_config=config, **options)

    def _open(self, name: str, mode: str = "rb") -> Any:
        file = super()._open(name, mode)
        if "r" in mode:
            # Fetches it: what goes wrong is said by `open`, as a file system does.
            file.seek(0)
        return file

    open = _as_file_system(S3Storage.open)
    save = _as_file_system(S3Storage.save)
    delete = _as_file_system(S3Storage.delete)
    exists = _as_file_system(S3Storage.exists)
    listdir = _as_file_system(S3Storage.listdir)
    size = _as_file_system(S3Storage.size)
    get_modified_time = _as_file_system(S3Storage.get_modified_time)


class PrivateObjectStore(WithoutAddress, ObjectStore):
    """Files that are read through a view that asks who wants them."""
