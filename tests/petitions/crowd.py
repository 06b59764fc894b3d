"""Signatures by the hundred, in few statements."""

from core.addresses import email_key
from petitions.counting import add_to_count
from petitions.models import Petition, PetitionText, Signature


def crowd(petition: Petition, number: int, *, status: str = "pending", tag: str = "crowd"):
    """Store `number` signatures of people in one state, counted if they are confirmed."""
    text = PetitionText.objects.get(
        petition=petition, kind="petition", is_current=True, language="en"
    )
    signatures = Signature.objects.bulk_create(
        Signature(
            petition=petition,
            given_name=f"Ana {n}",
            family_name="Silva",
            email=f"{tag}{n}@example.org",
            email_key=email_key(f"{tag}{n}@example.org"),
            country="PT",
            language="en",
            visibility="full",
            text=text,
            status=status,
            confirmed_at=petition.created_at if status == "confirmed" else None,
        )
        for n in range(number)
    )
    if status == "confirmed":
        add_to_count(petition.pk, people=number)
    return signatures
