"""The form by which anybody shares news."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.applications.fields import MEGABYTE, FilesField, LineField, TextField
from campaigns.applications.filing import FormWithFiles
from campaigns.applications.kinds import PICTURES
from campaigns.models import SentPicture, SentStory
from campaigns.models.sent_stories import HEADLINE_LENGTH, ORGANISATION_LENGTH
from core.countries import sorted_countries
from core.public_forms import AddressField, NameField, Suspicion

Flag = SentStory.Flag
# Pictures as phones make them; all of them together wait on the disk while the form is read.
MOST_PICTURES, LARGEST_PICTURE, LARGEST_TOTAL = 5, 10, 40


class StoryForm(FormWithFiles):
    """What happened, who tells it, and that it may be told."""

    file_model = SentPicture

    headline = LineField(
        label=_("Headline"),
        max_length=HEADLINE_LENGTH,
        help_text=_("What happened, in a few words."),
        error_messages={"required": _("Please write a headline.")},
    )
    text = TextField(
        label=_("What happened"),
        help_text=_(
            "In your own words. Leave out the names of people who have not agreed to be named. "
            "An empty line begins a new paragraph."
        ),
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": _("Please tell us what happened.")},
    )
    organisation = LineField(
        label=_("Your organisation"),
        max_length=ORGANISATION_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Please write the name of your organisation.")},
    )
    country = forms.ChoiceField(
        label=_("Country where it happened"),
        error_messages={
            "required": _("Please choose the country."),
            "invalid_choice": _("Please choose one of what is offered."),
        },
    )
    pictures = FilesField(
        label=_("Pictures"),
        required=False,
        kinds=PICTURES,
        max_files=MOST_PICTURES,
        max_size=LARGEST_PICTURE * MEGABYTE,
    )
    pictures_show = LineField(
        label=_("What the pictures show"),
        required=False,
        max_length=255,
        help_text=_("For people who cannot see them. One sentence for all pictures will do."),
        error_messages={},
    )
    pictures_by = LineField(
        label=_("Who made the pictures"),
        required=False,
        max_length=200,
        help_text=_("This name stands beside the pictures."),
        error_messages={},
    )
    name = NameField(
        label=_("Your name"),
        help_text=_("Only our staff see your name and your mail address."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": _("Please write your name.")},
    )
    email = AddressField(
        label=_("Your mail address"),
        max_length=1000,
        help_text=_(
            "We write to you when your story is published, or if we have a question about it."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Please write your mail address."),
            "max_length": _("This mail address is too long to be real. Please check it."),
        },
    )
    people_agree = forms.BooleanField(
        label=_(
            "Everyone whom the story tells of or a picture shows has agreed to that, "
            "and knows that it will be public."
        ),
        error_messages={
            "required": _("We can publish only what the people shown have agreed to."),
        },
    )
    may_publish = forms.BooleanField(
        label=_(
            "The coalition may publish and translate the text, shorten it, "
            "and publish the pictures."
        ),
        error_messages={"required": _("Please agree that the coalition may publish it.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country: Any = self.fields["country"]
        country.choices = [("", _("Choose …")), *sorted_countries()]

    @property
    def max_megabytes(self) -> int:
        """The same for every story."""
        return LARGEST_TOTAL

    def columns_of(self, name: str) -> dict[str, Any]:
        """There is one field for pictures."""
        return {}

    def clean(self) -> dict[str, Any]:
        """Ask what the pictures show and who made them, if there are any."""
        data = super().clean()
        pictures = data.get("pictures")
        if pictures and (pictures.taken or pictures.rows):
            asked = {
                "pictures_show": _("Please say what the pictures show."),
                "pictures_by": _("Please say who made the pictures."),
            }
            for name, sentence in asked.items():
                if name in data and not data[name]:
                    self.add_error(name, sentence)
        return data

    def flag(self, *, many_from_network: bool) -> str:
        """Return why the valid form may not be from a person; empty if nothing speaks for it."""
        data = self.cleaned_data
        suspicion = self.suspicion(
            address=data["email"],
            names=[data["name"], data["headline"]],
            many_from_network=many_from_network,
        )
        return {
            Suspicion.HONEYPOT: Flag.HONEYPOT,
            Suspicion.SPEED: Flag.SPEED,
            Suspicion.NETWORK: Flag.NETWORK,
            Suspicion.DISPOSABLE: Flag.DISPOSABLE,
            Suspicion.LINK: Flag.LINK,
        }.get(suspicion, "")  # type: ignore[arg-type]

    def sent(self, index: int, language: str, *, many_from_network: bool) -> SentStory:
        """Return the valid form as a story that is not stored yet. `index` is the list's id."""
        data = self.cleaned_data
        once: UUID = data["once"]
        typed = (
            "name",
            "email",
            "organisation",
            "country",
            "headline",
            "text",
            "pictures_show",
            "pictures_by",
        )
        return SentStory(
            index_id=index,
            language=language,
            once=once,
            flag=self.flag(many_from_network=many_from_network),
            **{name: data[name] for name in typed},
        )
