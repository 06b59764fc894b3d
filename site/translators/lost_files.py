"""Translating a page of which a picture or file has been deleted.

`wagtail_localize.segments.ingest.StreamFieldSegmentsWriter` asks the picture
for its description, and the class of a file for the one that a translator has
put in its place, without looking whether there still is one: no translation of
the page could be begun or published, and its editor stayed empty. What is deleted stays away here,
and where it was a translator's own choice, the source's is shown again. When
wagtail-localize looks by itself, `test_wagtail_localize_still_needs_every_file`
fails, and this module can go.
"""

import json
from functools import wraps
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail_localize.segments import OverridableSegmentValue
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter

_picture = StreamFieldSegmentsWriter.handle_image_block
_chosen = StreamFieldSegmentsWriter.handle_related_object_block


@wraps(_picture)
def _picture_or_none(
    self: StreamFieldSegmentsWriter, block: Any, image_block_value: Any, segments: list[Any]
) -> Any:
    return None if image_block_value is None else _picture(self, block, image_block_value, segments)


@wraps(_chosen)
def _chosen_or_the_source(
    self: StreamFieldSegmentsWriter, related_object: Any, segments: list[Any]
) -> Any:
    if related_object is None:
        return None
    own = [segment.data for segment in segments if isinstance(segment, OverridableSegmentValue)]
    if own and not type(related_object)._default_manager.filter(pk__in=own).exists():
        return related_object
    return _chosen(self, related_object, segments)


StreamFieldSegmentsWriter.handle_image_block = _picture_or_none
StreamFieldSegmentsWriter.handle_related_object_block = _chosen_or_the_source


def without_lost_files(props: str) -> str:
    """Return what wagtail-localize's editor is given, without files that were deleted.

    It asks for each of them, and shows nothing at all when one is not there. Two queries.
    """
    given = json.loads(props)
    models = {"image_chooser": get_image_model(), "document_chooser": get_document_model()}
    choices = [part for part in given["segments"] if part["type"] == "synchronised_value"]
    kinds = {part["id"]: part["location"]["widget"]["type"] for part in choices}
    for kind, model in models.items():
        # What is chosen in the source, and by the translator in its place.
        ours = [(part, "segments", part["value"]) for part in choices if kinds[part["id"]] == kind]
        ours += [
            (part, "initialOverrides", part["data"])
            for part in given["initialOverrides"]
            if kinds.get(part["segment_id"]) == kind
        ]
        keys = {key for _part, _where, key in ours if key}
        there = set(model.objects.filter(pk__in=keys).values_list("pk", flat=True))
        for part, where, key in ours:
            if key not in there:
                given[where].remove(part)
    return json.dumps(given, cls=DjangoJSONEncoder)
