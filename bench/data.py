"""The content: one petition with as many signatures as a case asks for."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Page, Site

from core.addresses import email_key
from core.mail.models import OutgoingMail
from core.models import HomePage
from petitions.counting import add_to_count, rows_of
from petitions.models import (
    Consent,
    Petition,
    PetitionCount,
    PetitionIndexPage,
    PetitionPage,
    PetitionText,
    Signature,
)
from users.models import User

# Names to search for: one in a thousand is rare, one is the only one.
_NAMES = "(ARRAY['Ana','Yousef','Somchai','Marie','Thomas','Noor','Li','Olga'])[1 + n %% 8]"
_FAMILY = "CASE WHEN n %% 1000 = 7 THEN 'Rarest' ELSE 'Silva ' || n END"

# One in twenty leaves a message; one in two hundred is an organisation.
_SIGNATURES = f"""
    INSERT INTO petitions_signature (
        id, petition_id, kind, given_name, family_name, organisation_name, organisation_role,
        organisation_website, is_approved, email, email_key, country, language, visibility, comment,
        source, partner, text_id, status, quarantine_reason, submissions, mails, created_at,
        pending_since, confirmed_at, withdrawn_at
    )
    SELECT gen_random_uuid(), %(petition)s,
        CASE WHEN n %% 200 = 3 THEN 'organisation' ELSE 'person' END, {_NAMES}, {_FAMILY},
        CASE WHEN n %% 200 = 3 THEN 'Guild ' || n ELSE '' END, '', '', FALSE,
        %(tag)s || n || '@example.org',
        encode(sha256((%(tag)s || n)::bytea), 'hex'),
        (ARRAY['PT','EG','TH','FR','GB'])[1 + n %% 5], 'en', 'full',
        CASE WHEN n %% 20 = 0 THEN 'I sign because stories belong to people.' ELSE '' END,
        '', '', %(text)s, %(status)s, '', 1, 1,
        now() - (%(number)s - n) * interval '1 second',
        now() - (%(number)s - n) * interval '1 second',
        CASE WHEN %(status)s = 'confirmed'
            THEN now() - (%(number)s - n - 60) * interval '1 second' END,
        NULL
    FROM generate_series(%(start)s, %(number)s) AS n
"""  # noqa: S608
_CONSENTS = """
    INSERT INTO petitions_consent (signature_id, purpose, text_id, given_at)
    SELECT id, 'terms', %(terms)s, created_at
    FROM petitions_signature WHERE email LIKE %(tag)s || '%%'
"""
_MAILS = """
    INSERT INTO core_outgoingmail (
        id, message, language, batch, lane, reference, "to", merge_data, status, attempts,
        not_before, provider_id, error, created_at, sent_at
    )
    SELECT gen_random_uuid(), 'confirm_signature', 'en', %(petition)s::text, 0,
        'signature:' || replace(id::text, '-', ''), '', '{}', 'sent', 1, created_at, '', '',
        created_at, created_at
    FROM petitions_signature WHERE email LIKE %(tag)s || '%%'
"""


def prepare() -> PetitionPage:
    """Make the tables and a site with one petition, published as editors publish."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Home", slug="home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "127.0.0.1", "port": 80, "root_page": home}
    )
    Site.clear_site_root_paths_cache()
    petitions = home.add_child(
        instance=PetitionIndexPage(title="Petitions", slug="petitions", show_in_menus=True)
    )
    page: PetitionPage = petitions.add_child(
        instance=PetitionPage(
            title="Dignity in the news",
            slug="dignity",
            summary="Tell stories with the people they belong to.",
            addressee="Editors of newspapers",
            text="<p>We ask editors to tell stories with dignity.</p>" * 5,
            accepts="both",
            goals=[1000, 5000, 10000],
        )
    )
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def path_of(page: PetitionPage) -> str:
    """Return the path of a page of the site that `prepare` has made."""
    return f"/en{page.url_path.removeprefix('/home')}"


def record() -> Petition:
    """Return the petition, with its count as it is now."""
    return Petition.objects.select_related("count").get()


def fill(number: int) -> None:
    """Bring the petition to `number` confirmed signatures, each with consent and sent mail."""
    have = Signature.objects.filter(email__startswith="crowd").count()
    if number <= have:
        return
    values = _values("crowd", "confirmed", have + 1, number)
    with connection.cursor() as cursor:
        cursor.execute(_SIGNATURES, values)
        if have == 0:
            cursor.execute(_CONSENTS, values)
            cursor.execute(_MAILS, values)
        else:
            newer = " AND NOT EXISTS (SELECT 1 FROM petitions_consent AS c"
            newer += " WHERE c.signature_id = petitions_signature.id)"
            cursor.execute(_MAILS + newer, values)
            cursor.execute(_CONSENTS + newer, values)
    petition = record()
    counted = rows_of(petition.pk)
    add_to_count(
        petition.pk,
        people=counted["people"] - petition.count.people,
        organisations=counted["organisations"] - petition.count.organisations,
    )
    settle()


def settle() -> None:
    """Let the database gather its statistics now, and not during a run."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")


def known_address() -> str:
    """Return the address of a signature that a search for it finds: by its true key."""
    signature = Signature.objects.order_by("pk")[0]
    Signature.objects.filter(pk=signature.pk).update(email_key=email_key(signature.email))
    return signature.email


def pending(number: int, tag: str) -> list[UUID]:
    """Store signatures that wait for their confirmation; return their ids."""
    with connection.cursor() as cursor:
        values = _values(tag, "pending", 1, number)
        cursor.execute(_SIGNATURES + " RETURNING id", values)
        ids = [row[0] for row in cursor.fetchall()]
        cursor.execute(_CONSENTS, values)
    return ids


def _values(tag: str, status: str, start: int, number: int) -> dict[str, Any]:
    texts = {text.kind: text.pk for text in PetitionText.objects.filter(is_current=True)}
    return {
        "petition": record().pk,
        "text": texts["petition"],
        "terms": texts["terms"],
        "tag": tag,
        "status": status,
        "start": start,
        "number": number,
    }


def numbers() -> dict[str, int]:
    """Return how much there is of everything that a run must change by the same number."""
    count = PetitionCount.objects.get()
    return {
        "signatures": Signature.objects.count(),
        "confirmed": Signature.objects.filter(status="confirmed").count(),
        "counted": count.people + count.organisations,
        "held": Signature.objects.filter(status="quarantined").count(),
        "terms": Consent.objects.filter(purpose="terms").count(),
        "updates": Consent.objects.filter(purpose="updates").count(),
        "queued": OutgoingMail.objects.filter(status="queued").count(),
    }


def staff_cookie() -> str:
    """Log a superuser in; return the value of the session's cookie."""
    user = User.objects.create_superuser("staff@example.org", "correct horse battery")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    [session[BACKEND_SESSION_KEY]] = settings.AUTHENTICATION_BACKENDS
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    user.last_login = timezone.now()
    user.save()
    return str(session.session_key)
