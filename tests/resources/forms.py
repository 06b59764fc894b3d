"""What the note's editor sends when it is saved."""

from typing import Any

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from resources.models import GuidanceNotePage

PUBLISH = {"action-publish": "on"}


def filled_in(block: Any, value: Any) -> Any:
    """Return what a form holds for a block, as nested data."""
    if isinstance(block, ImageBlock):
        return filled_in(
            blocks.StructBlock(block.child_blocks.items()), block._image_to_struct_value(value)
        )
    if isinstance(block, blocks.StructBlock):
        parts = {name: filled_in(block.child_blocks[name], part) for name, part in value.items()}
        # A box that is not ticked is not sent.
        return {name: part for name, part in parts.items() if part is not False}
    if isinstance(block, blocks.StreamBlock):
        data = streamfield([(part.block_type, filled_in(part.block, part.value)) for part in value])
        for number, part in enumerate(value):
            data[str(number)]["id"] = part.id
        return data
    if isinstance(block, blocks.ListBlock):
        return {
            "count": len(value),
            **{
                str(number): {
                    "id": part.id,
                    "order": str(number),
                    "deleted": "",
                    "value": filled_in(part.block, part.value),
                }
                for number, part in enumerate(value.bound_blocks)
            },
        }
    if isinstance(block, blocks.RichTextBlock):
        return rich_text(value.source, features=block.features)
    if isinstance(block, blocks.ChooserBlock):
        return value.pk if value else ""
    if isinstance(value, bool):
        return "on" if value else False
    return "" if value is None else value


def form_of(page: GuidanceNotePage) -> dict[str, Any]:
    """Return the form of a page as the editor has filled it in when it is opened."""
    jurisdictions = [{"id": row.pk or "", "code": row.code} for row in page.jurisdictions.all()]
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "body": filled_in(page.body.stream_block, page.body),
        "annexes": filled_in(page.annexes.stream_block, page.annexes),
        "authors": filled_in(page.authors.stream_block, page.authors),
        "kind": page.kind,
        "licence": page.licence,
        "edition_number": page.edition_number,
        "edition_date": page.edition_date.isoformat() if page.edition_date else "",
        "edition_changes": page.edition_changes,
        "seo_title": page.seo_title,
        "search_description": page.search_description,
        "jurisdictions": inline_formset(jurisdictions, initial=len(jurisdictions)),
        "related": inline_formset([]),
        "comments": inline_formset([]),
    }


def save(
    client: Client, page: GuidanceNotePage, *, accept: str = "text/html", **changes: Any
) -> list[str]:
    """Save the page's last version in the editor with these changes. Return the messages."""
    draft = GuidanceNotePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    data = nested_form_data({**form_of(draft), **changes})
    chosen = {
        name: [subject.pk for subject in getattr(draft, name).all()]
        for name in ("topics", "audiences")
    }
    # What was said before has been read.
    client.cookies.pop("messages", None)
    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        {**chosen, **data},
        headers={"accept": accept},
    )
    if accept == "text/html":
        assert response.status_code == 302, response.context["form"].errors
    else:
        assert response.json().get("success"), response.json()
    return [" ".join(str(message).split()) for message in get_messages(response.wsgi_request)]
