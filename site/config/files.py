"""Where files lie: below `DATA_DIR` on one machine, in an object store (S3) for several.

Three places, by who may see what is in them:

- `default`: pictures as they were uploaded, documents, PDFs and copies of
  editions. Readers get them through views, which ask whether they may.
- `renditions`: pictures in the sizes that pages show. Public.
- `private`: what came with forms. Only staff see it, through views.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config.environment import DATA_DIR, address, env

# What an object store needs, and what it may need besides.
NEEDED = ("S3_BUCKET", "S3_PUBLIC_BUCKET", "S3_PUBLIC_URL")
OTHER = ("S3_ENDPOINT_URL", "S3_REGION", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY")


def storages() -> dict[str, Any]:
    """Return Django's STORAGES."""
    return {
        **(_object_store() if _uses_object_store() else _file_system()),
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }


def pictures_origin(base_url: str) -> list[str]:
    """Return the origin that readers load pictures from, if it is not the site's own."""
    scheme, _, rest = address("S3_PUBLIC_URL").partition("://")
    origin = f"{scheme}://{rest.partition('/')[0]}"
    return [origin] if rest and origin != base_url else []


def _file_system() -> dict[str, Any]:
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    return {
        "default": files,
        "renditions": files,
        # Outside of MEDIA_ROOT, and without an address.
        "private": {
            "BACKEND": "core.private_files.PrivateStorage",
            "OPTIONS": {
                "location": DATA_DIR / "private",
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        },
    }


def _uses_object_store() -> bool:
    """Whether files go to an object store. Raises ImproperlyConfigured if that is given by half."""
    given = {name for name in (*NEEDED, *OTHER) if env(name, default="")}
    if not given:
        return False
    if missing := [name for name in NEEDED if name not in given]:
        raise ImproperlyConfigured(
            f"{', '.join(sorted(given))} set, but not {', '.join(missing)}. Files go to an object "
            "store with all three: S3_BUCKET, in which nothing is public; S3_PUBLIC_BUCKET, for "
            "the pictures that pages show; S3_PUBLIC_URL, at which readers load those."
        )
    if env("S3_BUCKET") == env("S3_PUBLIC_BUCKET"):
        raise ImproperlyConfigured(
            "S3_PUBLIC_BUCKET is the same as S3_BUCKET, which has documents and what people sent "
            "in. Make a second bucket, for the pictures that pages show and nothing else."
        )
    keys = {"S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"} & given
    if len(keys) == 1:
        raise ImproperlyConfigured(
            f"{keys.pop()} is set alone. Set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY both, or "
            "neither where the machine itself has the right to the buckets."
        )
    return True


def _object_store() -> dict[str, Any]:
    endpoint = address("S3_ENDPOINT_URL")
    common = {
        "endpoint_url": endpoint or None,
        "region_name": env("S3_REGION", default="") or None,
        "access_key": env("S3_ACCESS_KEY_ID", default="") or None,
        "secret_key": env("S3_SECRET_ACCESS_KEY", default="") or None,
        # Only Amazon's own answers at a host name for each bucket for certain.
        "addressing_style": "path" if endpoint else "auto",
    }
    inner = {**common, "bucket_name": env("S3_BUCKET")}
    scheme, _, domain = address("S3_PUBLIC_URL").partition("://")
    public = {
        **common,
        "bucket_name": env("S3_PUBLIC_BUCKET"),
        "custom_domain": domain,
        "url_protocol": f"{scheme}:",
        "object_parameters": {"CacheControl": "public, max-age=86400"},
    }
    return {
        "default": {"BACKEND": "core.object_store.ObjectStore", "OPTIONS": inner},
        "renditions": {"BACKEND": "core.object_store.ObjectStore", "OPTIONS": public},
        "private": {
            "BACKEND": "core.object_store.PrivateObjectStore",
            "OPTIONS": {**inner, "location": "private"},
        },
    }
