"""Which messages there are, and how one is rendered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape

# Returns what all mails of one batch share, in the language that is active.
ContextFunction = Callable[[str], dict[str, Any]]

_registry: dict[str, ContextFunction] = {}


def register_message(name: str) -> Callable[[ContextFunction], ContextFunction]:
    """Register the function that gives the message `name` its context for a batch."""

    def register(function: ContextFunction) -> ContextFunction:
        _registry[name] = function
        return function

    return register


@dataclass(frozen=True)
class RenderedMessage:
    """One message in one language, with placeholders where recipients differ."""

    subject: str
    text: str
    html: str
    from_name: str

    def merged(self, data: dict[str, str], placeholder: str) -> "RenderedMessage":
        """Return the message for one recipient, for providers that cannot merge."""
        text, html = self.text, self.html
        for key, value in data.items():
            mark = placeholder.format(key)
            text = text.replace(mark, value)
            html = html.replace(mark, escape(value))
        return RenderedMessage(self.subject, text, html, self.from_name)


def render_message(
    name: str, *, language: str, batch: str, merge_keys: list[str], placeholder: str
) -> RenderedMessage:
    """Render the message `name` once for a whole batch.

    `placeholder` is the provider's own form of a merge field, such as
    `%recipient.{}%`. Templates print it as `{{ merge.confirm_url }}`.
    """
    with translation.override(language):
        context = _registry[name](batch)
    merge = {key: placeholder.format(key) for key in merge_keys}
    return render_templates(name, language, {**context, "merge": merge})


def render_templates(name: str, language: str, context: dict[str, Any]) -> RenderedMessage:
    """Render the three templates of a message in a language."""
    with translation.override(language):
        context = {**context, "language": language, "bidi": translation.get_language_bidi()}
        return RenderedMessage(
            subject=_one_line(render_to_string(f"mail/{name}/subject.txt", context)),
            text=render_to_string(f"mail/{name}/body.txt", context).strip() + "\n",
            html=render_to_string(f"mail/{name}/body.html", context),
            from_name=_one_line(str(context.get("from_name", ""))),
        )


def _one_line(text: str) -> str:
    """Return what can stand in a header, whatever an editor typed."""
    return " ".join(text.split())
