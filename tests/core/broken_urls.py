"""A site that fails on what it was sent, as a database fails on a row and says so."""

from typing import Any

from django.db import DataError
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def broken(request: Any) -> Any:
    raise DataError(f"Failing row contains ({', '.join(request.POST.values())})")


urlpatterns = [path("", broken)]
