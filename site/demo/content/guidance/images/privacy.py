"""The third principle of the note on pictures: privacy and dignity."""

from demo.content.blocks import callout, definition, do_dont, legal_reference, principle, prose
from demo.content.guidance.images.law import COVENANT

PRIVACY = principle(
    "principle-3",
    "Privacy and dignity",
    prose(
        "<p>For people who have escaped a trafficker, privacy is protection, and it is about more "
        "than the face. A voice, a way of walking, the view from a window, a school badge or the "
        "name of a village can be enough.</p>"
        "<p>To blur a face afterwards is weak protection: it can be forgotten in one version, and "
        "makes a person look like a suspect. Plan while the picture is being made: hands at work, "
        "a figure against the light, an object that matters to the person.</p>"
    ),
    do_dont(
        (
            "Change the name, and tell readers that you have.",
            "Put a black bar across the eyes. It hides little and accuses much.",
        ),
        (
            "Meet in a place that the person has chosen and that nobody will recognise.",
            "Take pictures during a raid, a medical examination or an interview with the police.",
        ),
    ),
    definition("personal-data"),
    prose(
        "<p>Pictures of identifiable people are personal data. What they reveal about health, "
        "origin or sexual life is often specially protected by law. Encrypt the originals, and "
        "give access only to those who need it.</p>"
    ),
    legal_reference("001", COVENANT),
    callout(
        "When somebody is in danger",
        "<p>Take the picture down first, and discuss it afterwards. Tell every partner who has it "
        "on the same day, and ask search engines to remove it.</p>",
        tone="important",
    ),
    key_message=(
        "Protect everything by which a person can be recognised: face, voice, name, place, family. "
        "Nobody who has lost control over their life once should lose it again over a picture."
    ),
    short_version="key_message",
)
