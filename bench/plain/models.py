"""One table: the least that a signature can be."""

from django.db import models


class PlainSignature(models.Model):
    """A signature, unique by its address."""

    kind = models.CharField(max_length=12)
    given_name = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(max_length=320, unique=True)
    country = models.CharField(max_length=2)
    visibility = models.CharField(max_length=8)
    comment = models.TextField(blank=True)
    consent_updates = models.BooleanField()
    source = models.CharField(max_length=64, blank=True)
    partner = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.pk}"
