"""Taking away from translations what their source has no more of: topics, audiences and the like.

`wagtail_localize.fields.copy_synchronised_fields` copies the choices of a field
of many to many unless there are none: the last topic of a source stays with
its translations for good. When it copies nothing as well,
`test_wagtail_localize_still_keeps_the_last_choices` fails, and this module can go.
"""

from functools import wraps
from typing import Any

from modelcluster.fields import ParentalManyToManyField
from wagtail_localize import models
from wagtail_localize.fields import copy_synchronised_fields, get_translatable_fields


@wraps(copy_synchronised_fields)
def _copy_none_as_well(source: Any, target: Any) -> None:
    copy_synchronised_fields(source, target)
    for declared in get_translatable_fields(type(source)):
        if not declared.is_synchronized(source):
            continue
        field = declared.get_field(type(target))
        if isinstance(field, ParentalManyToManyField) and not getattr(source, field.name).all():
            setattr(target, field.attname, [])


models.copy_synchronised_fields = _copy_none_as_well
