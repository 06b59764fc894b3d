"""Invented signatures: rows like real ones, and a count that equals them.

The same names, countries and choices come out each time; only the days follow
the day of loading. Addresses are below example.org and its like, which RFC 2606
keeps free: no mail can ever reach anybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from core.addresses import email_key
from demo.content import PAGES
from demo.content.organisations import ORGANISATIONS
from demo.content.signers import LINK_NAMES, MESSAGES, NAME_POOLS
from demo.pages import days_ago, key_of
from petitions.counting import add_to_count
from petitions.models import Consent, Milestone, PaperBatch, Petition, PetitionText, Signature
from petitions.paper import record

Kind, Status, Visibility = Signature.Kind, Signature.Status, Signature.Visibility
Reason = Signature.QuarantineReason

# What every row is marked with, so that staff can tell it from a visitor's.
SOURCE = "demo"
BATCH = 1000
DOMAINS = ("example.org", "example.com", "example.net")
VISIBILITIES = {
    Visibility.HIDDEN: 55,
    Visibility.FULL: 24,
    Visibility.COUNTRY: 12,
    Visibility.INITIALS: 9,
}


@dataclass(frozen=True)
class Plan:
    """How many have signed a petition, and how they stand."""

    key: str
    people: int
    organisations: int = 0
    approved: int = 0
    pending: int = 0
    withdrawn: int = 0
    invalid: int = 0
    held: dict[str, int] = field(default_factory=dict)
    # Number of signatures, place, who answers for the sheets, days since.
    paper: tuple[int, str, str, int] | None = None


PLANS = (
    Plan("closed-pledge", people=348, organisations=19, approved=19),
    Plan(
        "pledge",
        people=212,
        organisations=30,
        approved=26,
        pending=5,
        held={Reason.DISPOSABLE: 1},
        paper=(48, "Nairobi, members’ meeting", "Savanna Story Lab, Wanjiru Odhiambo", 90),
    ),
    Plan(
        "my-story",
        people=5003,
        pending=23,
        withdrawn=4,
        invalid=3,
        held={
            Reason.NETWORK: 9,
            Reason.DISPOSABLE: 4,
            Reason.HONEYPOT: 3,
            Reason.SPEED: 2,
            Reason.LINK: 2,
        },
    ),
)


def load_signatures() -> None:
    """Store the signatures of all plans. The pages are live in all languages already."""
    for plan in PLANS:
        _Petition(plan).load()


class _Petition:
    """One petition while its signatures are made."""

    def __init__(self, plan: Plan) -> None:
        content = next(page for page in PAGES if page.key == plan.key)
        self.plan = plan
        self.petition = Petition.objects.get(uuid=key_of(plan.key))
        self.texts = {
            (text.language, text.kind): text
            for text in PetitionText.objects.filter(petition=self.petition, is_current=True)
        }
        self.opened = days_ago(content.published)
        # Midnight at the latest: whatever is of today, visitors have done.
        self.ended = days_ago(content.closed)
        self.rng = Random(plan.key)  # noqa: S311 - the same each time, which is the point
        self.number = 0

    def load(self) -> None:
        """Store signatures, consents, paper and milestones, and count them."""
        plan = self.plan
        confirmed = list(self._confirmed())
        signatures = [*confirmed, *self._others()]
        Signature.objects.bulk_create(signatures, batch_size=BATCH)
        Consent.objects.bulk_create(
            [consent for signature in signatures for consent in self._consents(signature)],
            batch_size=BATCH,
        )
        growth = [(signature.confirmed_at or self.ended, 1) for signature in confirmed]
        if plan.paper:
            growth.append(self._paper(*plan.paper))
        add_to_count(self.petition.pk, people=plan.people, organisations=plan.organisations)
        self._date_milestones(sorted(growth))

    # --- who signed -------------------------------------------------------

    def _confirmed(self) -> Iterator[Signature]:
        """Yield what counts, people and organisations mixed, oldest first."""
        plan = self.plan
        organisations = self.rng.sample(ORGANISATIONS, plan.organisations)
        kinds = [Kind.PERSON] * plan.people + [Kind.ORGANISATION] * plan.organisations
        self.rng.shuffle(kinds)
        approved = plan.approved
        for kind, moment in zip(kinds, self._moments(len(kinds)), strict=True):
            values: dict[str, Any] = {
                "status": Status.CONFIRMED,
                "mails": 1,
                "confirmed_at": moment,
                # Most open their mail within the hour, some days later.
                "created_at": max(
                    moment - timedelta(minutes=1 + self.rng.expovariate(1 / 90)), self.opened
                ),
            }
            if kind == Kind.PERSON:
                yield self._person(values)
                continue
            organisation = organisations.pop()
            yield self._signature(
                kind=kind,
                given_name=organisation.given_name,
                family_name=organisation.family_name,
                organisation_name=organisation.name,
                organisation_role=organisation.role,
                organisation_website=organisation.website,
                email=organisation.email,
                country=organisation.country,
                language=organisation.language,
                visibility=Visibility.FULL,
                is_approved=approved > 0,
                **values,
            )
            approved -= 1

    def _others(self) -> Iterator[Signature]:
        """Yield what does not count: not confirmed yet, held, withdrawn, invalid."""
        plan = self.plan
        for _number in range(plan.pending):
            yield self._person(
                {"status": Status.PENDING, "mails": 1, "created_at": self._recent(20)}
            )
        for reason, held in plan.held.items():
            for number in range(held):
                values = {
                    "status": Status.QUARANTINED,
                    "quarantine_reason": reason,
                    "created_at": self._recent(10),
                }
                if reason == Reason.LINK:
                    given_name, family_name = LINK_NAMES[number % len(LINK_NAMES)]
                    values |= {"given_name": given_name, "family_name": family_name}
                yield self._person(values)
        for _number in range(plan.withdrawn):
            withdrawn = self._recent(20)
            signed = withdrawn - timedelta(days=self.rng.uniform(5, 60))
            yield self._person(
                {
                    "status": Status.WITHDRAWN,
                    "mails": 1,
                    "created_at": signed,
                    "confirmed_at": signed + timedelta(minutes=12),
                    "withdrawn_at": withdrawn,
                }
            )
        for _number in range(plan.invalid):
            yield self._person(
                {
                    "status": Status.INVALID,
                    "quarantine_reason": Reason.HONEYPOT,
                    "created_at": self._recent(60),
                }
            )

    def _person(self, values: dict[str, Any]) -> Signature:
        """Return an unsaved signature of somebody who does not exist."""
        rng = self.rng
        pool = rng.choices(NAME_POOLS, [pool.weight for pool in NAME_POOLS])[0]
        language = rng.choice(pool.languages)
        says_something = self.petition.asks_comment and rng.random() < 0.02
        drawn = {
            "given_name": rng.choice(pool.given),
            "family_name": rng.choice(pool.family) if pool.family else "",
            "country": rng.choice(pool.countries),
            "language": language,
            "visibility": rng.choices(list(VISIBILITIES), list(VISIBILITIES.values()))[0],
            "comment": rng.choice(MESSAGES[language]) if says_something else "",
        }
        return self._signature(**{**drawn, **values})

    def _signature(self, **values: Any) -> Signature:
        self.number += 1
        if (values["language"], PetitionText.Kind.PETITION) not in self.texts:
            values["language"] = "en"
        domain = self.rng.choice(DOMAINS)
        email = values.pop("email", f"{self.plan.key}-{self.number:05}@{domain}")
        return Signature(
            id=UUID(int=self.rng.getrandbits(128), version=4),
            petition=self.petition,
            text=self.texts[values["language"], PetitionText.Kind.PETITION],
            email=email,
            email_key=email_key(email),
            source=SOURCE,
            **values,
        )

    def _consents(self, signature: Signature) -> Iterator[Consent]:
        """Yield the consent that all give, and the one that about half do."""
        purposes = [PetitionText.Kind.TERMS]
        if self.rng.random() < 0.45:
            purposes.append(PetitionText.Kind.UPDATES)
        for purpose in purposes:
            yield Consent(
                signature=signature,
                purpose=purpose,
                text=self.texts[signature.language, purpose],
                given_at=signature.created_at,
            )

    # --- when -------------------------------------------------------------

    def _moments(self, number: int) -> list[datetime]:
        """Return that many moments of confirmation, in order: a quick start, then a steady flow."""
        span = self.ended - self.opened - timedelta(hours=2)
        parts = sorted(
            self.rng.random() ** (4 if self.rng.random() < 0.4 else 1) for _number in range(number)
        )
        # The last one is of the last evening.
        parts[-1] = 1.0
        return [self.opened + timedelta(minutes=5) + span * part for part in parts]

    def _recent(self, days: int) -> datetime:
        """Return a moment in the last `days` days, yesterday at the latest."""
        return days_ago(0) - timedelta(days=self.rng.uniform(0, days))

    def _paper(self, signatures: int, place: str, person: str, days: int) -> tuple[datetime, int]:
        """Store and count signatures on paper; return when they were entered, and their number."""
        entered = days_ago(days) + timedelta(hours=10)
        batch = PaperBatch(
            petition=self.petition,
            signatures=signatures,
            collected_on=days_ago(days + 3).date(),
            place=place,
            collected_by=person,
            entered_at=entered,
        )
        record(batch, user=None)
        return entered, signatures

    def _date_milestones(self, growth: list[tuple[datetime, int]]) -> None:
        """Give the steps that `add_to_count` found crossed the days on which they were."""
        milestones = {row.threshold: row for row in self.petition.milestones.all()}
        total = 0
        for moment, added in growth:
            for threshold, milestone in milestones.items():
                if total < threshold <= total + added:
                    milestone.reached_at = moment
            total += added
        Milestone.objects.bulk_update(milestones.values(), ["reached_at"])
