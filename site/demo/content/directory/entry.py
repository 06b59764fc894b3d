"""What describes an organisation of the directory."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """An invented organisation. Codes stand in one text, with spaces between them."""

    # First part of its website's domain; it stands in addresses, too.
    domain: str
    name: str
    # One of `campaigns.vocabularies.OrganisationKind`.
    kind: str
    # ISO 3166-1 alpha-2 and ISO 639.
    countries: str
    languages: str
    # Of `campaigns.vocabularies.Activity`.
    activities: str
    summary: str

    @property
    def website(self) -> str:
        """Its address on the web."""
        return f"https://{self.domain}.example.org/"
