"""Every address of the site, filled in with what is there."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.contrib.admin.utils import quote
from django.core.files.base import ContentFile
from django.db.models import Q
from django.urls import NoReverseMatch, get_resolver, reverse
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    WorkflowState,
)

from campaigns.models import ApplicationFormPage
from core.models import ShortLink, StandardPage
from core.sharing.cards import card_of
from petitions.tokens import signed_links as of_signatures
from resources.commenting.tokens import signed_links as of_comments
from resources.models import Comment, EditionFile, GuidanceNotePage
from tests.translators.walking import Address, Candidates, below
from tests.walk.people import People

# Parameters that name a kind of thing.
KINDS = {"model_name", "content_type_model_name"}
# What kind fits, where it is none of the kinds of snippets.
_FITTING = {
    "wagtailadmin_pages": "petitionpage",
    "wagtailadmin_reports": "petitionpage",
    "wagtailsettings": "sitesettings",
}
# What has to be asked for.
_QUERIES = {
    "wagtailadmin_api:documents:find": "?id=1",
    "wagtailadmin_api:images:find": "?id=1",
}


def addresses() -> list[Address]:
    """Return every address of the site, once each."""
    found = {
        (address.name, address.form): address
        for entry in get_resolver().url_patterns
        for address in below(entry)
    }
    return list(found.values())


class Filling:
    """What to ask for, at each address."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.candidates = Candidates(people.world)
        self.public = _public(people)

    def urls(self, address: Address) -> list[str]:
        """Return the addresses to walk. Raises LookupError where nothing fills it in."""
        if address.name == "wagtail_bulk_action":
            return list(self._bulk_actions())
        if address.name in self.public:
            given = self.public[address.name]
            return given if isinstance(given, list) else [given]
        if address.name == "wagtailadmin_api:pages:find":
            return [f"{address.form}?id={self.people.petition_page.pk}"]
        if not address.parameters:
            return [address.form + _QUERIES.get(address.name, "")]
        if not address.form.startswith("/admin/"):
            raise LookupError(f"{address.name}: say in {__name__} what fills in its address.")
        return list(self._of_admin(address))

    def _of_admin(self, address: Address) -> Iterator[str]:
        """Yield one address; where it names a kind of thing, one that fits and signatures."""
        for filling in self._fillings(address):
            yield address.form % {name: quote(value) for name, value in filling.items()}

    def _fillings(self, address: Address) -> list[dict[str, Any]]:
        fillings = list(self.candidates.fillings(address))
        fillings += list(self.candidates.fillings(address, own=True))
        if not fillings:
            raise LookupError(f"{address.name}: nothing in the tests' world fills it in.")
        if KINDS & set(address.parameters):
            kinds = (_FITTING.get(address.name.partition(":")[0], "footer"), "signature")
            found = [[each for each in fillings if kind in each.values()][:1] for kind in kinds]
            more = self._belonging_together(address)
            return [{**each, **more} for one in found for each in one]
        return [{**fillings[0], **self._belonging_together(address)}]

    def _belonging_together(self, address: Address) -> dict[str, Any]:
        """Return values that only lead somewhere together, or that the first of a kind does not."""
        names = set(address.parameters)
        live = self.people.world.foreign_pages[0]
        if address.name == "wagtailadmin_pages:convert_alias":
            return {"page_id": Page.objects.filter(alias_of__isnull=False)[0].pk}
        if address.name == "wagtailadmin_pages:workflow_history_detail":
            state = WorkflowState.objects.for_instance(live)[0]
            return {"page_id": live.pk, "workflow_state_id": state.pk}
        if address.name.startswith("petitions_signatures:"):
            return dict.fromkeys(names, self.people.signature.pk)
        if address.name == "open_for_comment":
            return {"page_id": _first(self.people.pages, GuidanceNotePage).pk}
        if address.name == "wagtailadmin_pages:unpublish":
            return {"page_id": self.people.petition_page.pk}
        if address.name.rpartition(":")[2] in ("add", "add_subpage", "preview_on_add"):
            parent = self.people.petition_page.get_parent()
            return dict.fromkeys(names & {"parent_page_id"}, parent.pk)
        if address.name.startswith("wagtailusers_users:"):
            return dict.fromkeys(names, self.people.world.translator.pk)
        if address.name.startswith("wagtailforms:"):
            return {"page_id": _first(self.people.pages, ApplicationFormPage).pk}
        if address.name.startswith("wagtailadmin_collections:"):
            return dict.fromkeys(names, Collection.objects.get(name="Pictures").pk)
        if names & {"revision_id", "revision_id_a", "_1"}:
            return self._revision(address, live)
        return {}

    def _revision(self, address: Address, page: Page) -> dict[str, Any]:
        """Return the planned revision of the Spanish page or snippet, and that which it is of."""
        owner = page
        if address.model:
            planned = Q(_revisions__approved_go_live_at__isnull=False)
            owner = address.model.objects.filter(planned, locale=self.people.world.spanish)[0]
        revision = owner.revisions.filter(approved_go_live_at__isnull=False)[0].pk
        values = {"page_id": owner.pk, "pk": owner.pk, "_0": owner.pk, "_2": "latest"}
        values |= {"revision_id": revision, "revision_id_a": revision, "_1": revision}
        return {name: values.get(name, "latest") for name in address.parameters}

    def _bulk_actions(self) -> Iterator[str]:
        signature = self.people.signature.pk
        for action in ("release", "invalidate", "restore", "approve", "unapprove", "delete"):
            path = f"/admin/bulk/petitions/signature/{action}/"
            yield from (f"{path}?id={signature}", f"{path}?id=all")
        for action in ("delete", "publish", "unpublish", "move"):
            yield f"/admin/bulk/wagtailcore/page/{action}/?id={self.people.petition_page.pk}"


def _public(people: People) -> dict[str, str | list[str]]:
    """Return what fills in the addresses outside of the admin, by their names."""
    page, signature = people.petition_page, people.signature
    comment = Comment.objects.get()
    note = _first(people.pages, GuidanceNotePage)
    code = note.slug
    edition = {"code": code, "label": "1"}
    link = ShortLink.objects.all()[0]
    document = get_document_model().objects.all()[0]
    sha256 = "0" * 64
    kept = EditionFile(sha256=sha256, content_type="text/plain", size=1)
    kept.file.save("file.txt", ContentFile(b"x"), save=False)
    kept.save(force_insert=True)
    collection = Collection.get_first_root_node().add_child(name="For members")
    of_collection = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="open"
    )
    private = _first(people.pages, StandardPage)
    of_page = PageViewRestriction.objects.create(
        page=private, restriction_type="password", password="open"
    )
    # With another name of the site it is the picture of before, which leads to that of now.
    card = card_of(page, "Before")
    found: dict[str, Any] = {
        "wagtaildocs_serve": [document.pk, document.filename],
        "wagtaildocs_authenticate_with_password": [of_collection.pk],
        "wagtailcore_authenticate_with_password": [of_page.pk, private.pk],
        "api:count": [page.petition_uuid],
        "pages_api:pages:detail": [page.pk],
        "edition_file": [sha256, "file.txt"],
        "share_card": [page.pk, card.digest],
        "short_link": [link.code],
        "qr_page": [link.code],
        "qr_file": [link.code, "svg"],
        "resources:comments:consultation": [comment.consultation_id],
        "resources:comments:check_mail": [comment.consultation_id],
        "resources:comments:section": [comment.consultation_id, "section-1"],
        **{f"resources:{name}": [code] for name in ("history", "compare", "feed")},
        **{f"resources:{name}": edition for name in ("markdown", "bibtex", "csl", "edition")},
        "resources:short": edition,
        "resources:letter": {**edition, "anchor": "annex-1"},
        "resources:pdf": {**edition, "version": "full"},
    }
    for links, key in ((of_signatures, signature.pk), (of_comments, comment.pk)):
        for purpose in links.purposes:
            found[f"{links.namespace}:{purpose}"] = [links.make_token(key, purpose)]
    urls: dict[str, str | list[str]] = {
        name: reverse(name, **({"kwargs": given} if isinstance(given, dict) else {"args": given}))
        for name, given in found.items()
    }
    urls["resources:en/%(path)s.md"] = f"{note.url.rstrip('/')}.md"
    urls["wagtail_serve"] = [url for page in people.pages for url in _steps(page)]
    urls["pages_api:pages:find"] = "/api/v2/pages/find/?html_path=/"
    return urls


def _first(pages: list[Page], kind: type[Page]) -> Page:
    return next(page for page in pages if type(page) is kind)


def _steps(page: Any) -> Iterator[str]:
    """Yield the page's address, and those of its steps below it."""
    yield page.url
    if isinstance(page, RoutablePageMixin):
        for step in page.get_subpage_urls():
            with suppress(NoReverseMatch):
                # Files have no slash at their end.
                yield (page.url + page.reverse_subpage(step.name)).replace(".ics/", ".ics")
