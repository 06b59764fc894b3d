"""Make the tables and the two form pages: `python -m bench.formpage.prepare`."""

import os

import django
from django.core.management import call_command

# The address is asked for as often as in the sign form.
FIELDS = [
    ("Given name", "singleline", True),
    ("Family name", "singleline", False),
    ("Email", "email", True),
    ("Country", "dropdown", True),
    ("Visibility", "dropdown", True),
    ("Comment", "multiline", False),
    ("Consent terms", "checkbox", True),
    ("Consent updates", "checkbox", False),
]


def main() -> None:
    """Make everything anew in an empty database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.formpage.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)

    from django_countries.data import COUNTRIES
    from wagtail.models import Page, Site

    from bench.formpage.models import FormField, FormPage

    choices = {"Country": list(COUNTRIES), "Visibility": ["full", "initials", "country", "hidden"]}
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=Page(title="Home", slug="start"))
    Site.objects.update(root_page=home)
    for slug, counts in (("plain", False), ("counting", True)):
        page = FormPage(title="Form", slug=slug, counts=counts)
        page.form_fields = [
            FormField(
                label=label,
                field_type=kind,
                required=required,
                choices="\n".join(choices.get(label, [])),
                sort_order=order,
            )
            for order, (label, kind, required) in enumerate(FIELDS)
        ]
        home.add_child(instance=page)


if __name__ == "__main__":
    main()
