"""The content delivery network (CDN) that the environment names, if there is one."""

import os

from django.core.exceptions import ImproperlyConfigured

_BACKENDS = {
    "azure-cdn": "AzureCdnBackend",
    "azure-front-door": "AzureFrontDoorBackend",
    "cloudflare": "CloudflareBackend",
    "cloudfront": "CloudfrontBackend",
    "http": "HTTPBackend",
}


def backends() -> dict[str, dict[str, str]]:
    """Return Wagtail's setting for the one that `CDN_BACKEND` names; empty without.

    Its options are named as in Wagtail's documentation of the frontend cache,
    such as `CDN_BEARER_TOKEN`.
    """
    options = {
        name.removeprefix("CDN_"): value
        for name, value in os.environ.items()
        if name.startswith("CDN_") and value
    }
    name = options.pop("BACKEND", "")
    if not name:
        return {}
    if name not in _BACKENDS:
        raise ImproperlyConfigured(f"CDN_BACKEND is one of: {', '.join(_BACKENDS)}")
    backend = f"wagtail.contrib.frontend_cache.backends.{_BACKENDS[name]}"
    return {"default": {"BACKEND": backend, **options}}
