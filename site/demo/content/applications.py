"""The mentorship programme with its two forms, and the form to register for the webinar."""

from dataclasses import dataclass

from demo.content.blocks import callout, paragraph
from demo.content.page import PageContent


@dataclass(frozen=True)
class Question:
    """A question of a form."""

    # Names it within its form, and forever: its identifier is made from it.
    key: str
    # One of `campaigns.models.ApplicationField.Kind`.
    kind: str
    label: str
    help_text: str = ""
    required: bool = True
    # "name" or "address", if it is one of them.
    role: str = ""
    choices: tuple[str, ...] = ()


_LANGUAGES = ("Arabic", "English", "French", "Spanish", "Thai")
_SUBJECTS = (
    "Writing and publishing",
    "Speaking in public",
    "Photography and film",
    "Campaigns and advocacy",
    "Leading an organisation",
)
_CONTACT = "contact@example.org"

_NAME = Question("name", "singleline", "Your name", role="name")
_CHOSEN_NAME = Question(
    "name",
    "singleline",
    "What shall we call you?",
    "It need not be the name in your papers.",
    role="name",
)
_ADDRESS = Question("address", "email", "Your mail address", role="address")
_COUNTRY = Question("country", "country", "The country you live in")
_CAREFUL = Question(
    "careful",
    "checkbox",
    "What my mentee tells me stays between us, unless they want it passed on.",
)

MENTORSHIP = PageContent(
    key="mentorship",
    kind="standard",
    title="Mentorship",
    slug="mentorship",
    parent="about",
    in_menus=True,
    published=120,
    fields={
        "introduction": (
            "For six months, two people meet once or twice a month: one who has led, written or "
            "spoken in public before, and one who wants to."
        ),
    },
    body=[
        paragraph(
            "<h2>How it works</h2>"
            "<ol>"
            "<li>You apply as a mentor or as a mentee. The forms are below.</li>"
            "<li>Two members of our survivors’ council read every application and suggest who "
            "could meet whom.</li>"
            "<li>You speak to each other once. Either of you can say no, without a reason.</li>"
            "<li>After three and after six months we ask both of you, separately, how it "
            "goes.</li>"
            "</ol>"
        ),
        callout(
            "You need not tell your story",
            "<p>Nobody has to have been through anything in particular to apply, or to prove it. "
            "Mentees are paid for the hours in which they work on something that is "
            "published.</p>",
        ),
    ],
)

MENTOR = PageContent(
    key="mentor",
    kind="application",
    title="Become a mentor",
    slug="mentor",
    parent="mentorship",
    in_menus=True,
    published=120,
    fields={
        "introduction": "For people with experience in media, campaigns or leading organisations.",
        "body": (
            "<p>You give two to four hours a month for half a year. Before you begin, we prepare "
            "you in an online meeting, and one of us can be called throughout.</p>"
        ),
        "button_text": "Send application",
        "thank_you": (
            "<p>Thank you. We read every application and write to you within four weeks.</p>"
        ),
        "mail_subject": "We have received your application",
        "mail_text": (
            "Thank you for applying as a mentor. Two members of our survivors’ council will read "
            "your application, and we write to you within four weeks."
        ),
        "contact_email": _CONTACT,
        "purpose": "mentor",
    },
)

MENTEE = PageContent(
    key="mentee",
    kind="application",
    title="Find a mentor",
    slug="mentee",
    parent="mentorship",
    in_menus=True,
    published=120,
    fields={
        "introduction": "For survivors who want to write, speak, campaign or lead.",
        "body": (
            "<p>Tell us what you want to do next. It does not have to be finished, and spelling "
            "does not count.</p>"
        ),
        "button_text": "Send application",
        "thank_you": (
            "<p>Thank you. We read every application and write to you within four weeks.</p>"
        ),
        "mail_subject": "We have received your application",
        "mail_text": (
            "Thank you for writing to us. Two members of our survivors’ council will read your "
            "application, and we write to you within four weeks, whatever the answer is."
        ),
        "contact_email": _CONTACT,
        "purpose": "mentee",
    },
)

REGISTRATION = PageContent(
    key="registration",
    kind="application",
    title="Register: From consent to headline",
    slug="from-consent-to-headline-registration",
    published=30,
    fields={
        "introduction": "You get the link to the session by mail, a day before it begins.",
        "button_text": "Register",
        "thank_you": "<p>Thank you. You will hear from us a day before the session.</p>",
        "mail_subject": "You are registered: From consent to headline",
        "mail_text": (
            "We are glad that you are coming. The link to the session comes in another mail, a day "
            "before it begins."
        ),
        "contact_email": _CONTACT,
        "purpose": "event",
        "keep_days": 90,
    },
)

QUESTIONS: dict[str, list[Question]] = {
    "mentor": [
        _NAME,
        _ADDRESS,
        _COUNTRY,
        Question(
            "languages",
            "checkboxes",
            "In which languages could you be a mentor?",
            choices=_LANGUAGES,
        ),
        Question("subjects", "checkboxes", "What could you help with?", choices=_SUBJECTS),
        Question(
            "hours",
            "radio",
            "How much time do you have?",
            choices=("Two hours a month", "Four hours a month", "More than that"),
        ),
        Question(
            "experience",
            "multiline",
            "What have you done that a mentee could learn from?",
            "A few sentences are enough.",
        ),
        Question("document", "files", "A document about yourself, if you like", required=False),
        _CAREFUL,
    ],
    "mentee": [
        _CHOSEN_NAME,
        _ADDRESS,
        _COUNTRY,
        Question(
            "languages",
            "checkboxes",
            "In which languages do you like to talk?",
            choices=_LANGUAGES,
        ),
        Question("subjects", "checkboxes", "What do you want to get better at?", choices=_SUBJECTS),
        Question(
            "meeting",
            "radio",
            "How do you like to meet?",
            choices=("By video", "By telephone", "In writing"),
        ),
        Question(
            "plans",
            "multiline",
            "What do you want to do next?",
            "You need not write anything about what happened to you.",
        ),
        Question(
            "safety",
            "multiline",
            "What should we know so that you are safe with us?",
            "For example when we may call, or who should not see our mails.",
            required=False,
        ),
    ],
    "registration": [
        _CHOSEN_NAME,
        _ADDRESS,
        Question(
            "session",
            "radio",
            "Which session will you come to?",
            choices=("First session: for Asia", "Second session: for the Americas"),
        ),
        Question(
            "needs",
            "multiline",
            "What do you need to take part?",
            "Captions, interpretation, a break: tell us, and we prepare it.",
            required=False,
        ),
    ],
}
