"""The plain pages: who we are, how we count, privacy, accessibility."""

from demo.content.blocks import button, callout, numbers, paragraph
from demo.content.page import PageContent

_ABOUT = (
    "A coalition asks together, because one voice is easily overlooked and a story is safer with "
    "many who care for it."
)
ABOUT = PageContent(
    key="about",
    kind="standard",
    title="About us",
    slug="about",
    in_menus=True,
    fields={"introduction": _ABOUT, "search_description": _ABOUT},
    body=[
        paragraph(
            "<h2>Who we are</h2>"
            "<p>In the coalition work survivors’ councils, aid organisations, lawyers, researchers "
            "and journalists. Survivors take part in every decision about what we ask for and how "
            "we say it, and are paid for that work.</p>"
            "<p>Every organisation names one person whom the others can call. We meet online, at "
            "hours that change, so that it is not always the same part of the world that gets up "
            "at night.</p>"
        ),
        callout(
            "This is a demonstration",
            "<p>The coalition on these pages is invented, and so are all signatures and every "
            "organisation in the directory. What is told of the campaign <i>My Story, My "
            "Dignity</i>, of Freedom Collaborative and of the guidance note of 2016 is real, and "
            "shortened.</p>",
        ),
        paragraph(
            "<h2>Where the ideas come from</h2>"
            "<p>Alliances against trafficking have worked in many ways. The Alliance to End "
            "Slavery and Trafficking in the United States brought 12 organisations to six "
            "objectives that all of them share. In the north of Thailand the alliance SOLD joins "
            "aid organisations, authorities and police, so that each knows whom to call. A "
            "roundtable on advocacy in Asia found what stands in the way: messages that contradict "
            "each other, and nobody whose task it is to follow up.</p>"
        ),
        numbers(
            ("12", "organisations in one alliance", "ATEST"),
            ("6", "objectives that they defined together", "ATEST"),
            (
                "2,093",
                "people in one network after its first year",
                "Freedom Collaborative",
            ),
        ),
        paragraph(
            "<h2>What you can rely on</h2>"
            "<ul>"
            '<li>Every number can be explained: <a href="page:counting">how we count</a>.</li>'
            "<li>Nobody sees that you signed unless you choose so: "
            '<a href="page:privacy">what we do with your data</a>.</li>'
            "<li>You can change your mind, today or in ten years, with the link in any of our "
            "mails.</li>"
            "</ul>"
        ),
    ],
)

_COUNTING = (
    "The number under a petition is exact: confirmed people, confirmed organisations and "
    "signatures on paper, added up, and nothing else."
)
COUNTING = PageContent(
    key="counting",
    kind="standard",
    title="How we count",
    slug="how-we-count",
    parent="about",
    in_menus=True,
    fields={"introduction": _COUNTING, "search_description": _COUNTING},
    body=[
        paragraph(
            "<h2>What counts</h2>"
            "<ul>"
            "<li><b>People</b> who have confirmed their signature with the button behind the link "
            "in our mail. Opening the link alone is not enough.</li>"
            "<li><b>Organisations</b>, each of them once, confirmed in the same way.</li>"
            "<li><b>Signatures on paper.</b> We enter them in batches, each with the day, the "
            "place and the person who answers for the sheets.</li>"
            "</ul>"
            "<p>The sum of the three is the number that you see, in every language the same.</p>"
        ),
        paragraph(
            "<h2>What does not count</h2>"
            "<ul>"
            "<li>Signatures that nobody has confirmed yet.</li>"
            "<li>A second signature with the same mail address.</li>"
            "<li>Signatures that were withdrawn or erased. The number goes down by them at "
            "once.</li>"
            "<li>Signatures that are held for a check, for example because very many came from one "
            "network within an hour, or because a form was sent faster than a person can fill it "
            "in. Our staff look at each of them: shelters and universities share their "
            "networks.</li>"
            "</ul>"
        ),
        callout(
            "Checked every night",
            "<p>A program compares the number with the signatures that it stands for. Should the "
            "two ever differ, it corrects the number and records the difference.</p>",
        ),
        paragraph(
            "<h2>Goals</h2>"
            "<p>A goal is a step to grow by. When nine tenths of it are reached, the page shows "
            "the next one. That a step was reached stays on record, even if the number falls "
            "again.</p>"
        ),
    ],
)

_PRIVACY = (
    "Your signature belongs to you. This page says what is stored, what for, for how long, and "
    "how you end it."
)
PRIVACY = PageContent(
    key="privacy",
    kind="standard",
    title="What we do with your data",
    slug="privacy",
    fields={"introduction": _PRIVACY, "search_description": _PRIVACY},
    body=[
        callout(
            "In short",
            "<ul>"
            "<li>Reading sets no cookies and loads nothing from other companies.</li>"
            "<li>Your mail address is used to confirm your signature, and for updates only if you "
            "agree to them. It is never shown.</li>"
            "<li>In every mail from us is a link with which you see everything that is stored, "
            "change what others see, withdraw your signature or erase it.</li>"
            "</ul>",
        ),
        paragraph(
            "<h2>What is stored when you sign</h2>"
            "<ul>"
            "<li>Your name, your mail address, your country, and the language in which you "
            "signed.</li>"
            "<li>If you sign for an organisation: its name, its website and your role there.</li>"
            "<li>What you want others to see: your full name, your initials, only your country, or "
            "nothing. Unless you choose, it is nothing.</li>"
            "<li>Your message, if you write one. Only our staff read it.</li>"
            "<li>The exact words that you signed and agreed to, and when you signed and "
            "confirmed.</li>"
            "<li>The partner whose link brought you here, if the link says so.</li>"
            "</ul>"
        ),
        paragraph(
            "<h2>When you apply, register or ask a question</h2>"
            "<ul>"
            "<li>What you write in a form, and the files that you add, are for our staff alone. "
            "They are erased by themselves after the number of days that the form names.</li>"
            "<li>A question for an event is erased 30 days after the last session. We ask for no "
            "mail address with it.</li>"
            "</ul>"
        ),
        paragraph(
            "<h2>How we know that you signed once</h2>"
            "<p>From your mail address we calculate a code with a secret key: a keyed hash. The "
            "same address always gives the same code, so we recognise a second signature. Without "
            "the key nobody can make the code from an address, and the address cannot be read from "
            "the code.</p>"
        ),
        paragraph(
            "<h2>What we do not keep</h2>"
            "<p>We store no internet address (IP) with your signature. To notice when a program "
            "signs by the thousand, we count how many signatures come from a network within an "
            "hour. For this, too, there is only a keyed hash of the network, under a key that "
            "changes every hour, and it is gone after two hours.</p>"
            "<p>We do not follow what you read, and neither does anybody else through us. The "
            "links for sharing are plain links: the other service learns of you only when you "
            "follow one.</p>"
        ),
        paragraph(
            "<h2>How long it stays</h2>"
            "<ul>"
            "<li>A signature that nobody confirms is erased after 30 days.</li>"
            "<li>A signature that you withdraw stops counting at once and is erased after 30 "
            "days.</li>"
            "<li>A confirmed signature stays as long as the petition is kept, or until you erase "
            "it.</li>"
            "<li>As soon as a mail to you is sent, your address and your links are removed from "
            "our record of it. That we sent one is deleted after 30 days.</li>"
            "</ul>"
        ),
        paragraph(
            "<h2>Who gets it</h2>"
            "<p>A petition is handed over with the number of its signatures, and with the names "
            "and countries of those who signed if the text that you agree to says so. Mail "
            "addresses are never handed over, sold or lent.</p>"
        ),
        paragraph(
            "<h2>How you end it</h2>"
            "<p>Open the link “your signature” in any of our mails. You need no account and no "
            "password. There you can</p>"
            "<ul>"
            "<li>change what others see,</li>"
            "<li>stop the updates; the button for this that your mail program shows works, "
            "too,</li>"
            "<li>withdraw your signature,</li>"
            "<li>erase everything about you. Then the keyed hash is gone as well. What stays is a "
            "note that a signature was erased on that day, without a word about whose.</li>"
            "</ul>"
            "<p>If you no longer have a mail from us, sign once more with the same address: you "
            "will get a new one. Or write to us; the address is at the foot of every page.</p>"
        ),
        callout(
            "On this demonstration",
            "<p>The rules above are what this software keeps to. Here, though, everything is for "
            "trying out: do not enter what you would not want to lose, and do not expect that a "
            "petition is handed over.</p>",
            tone="important",
        ),
    ],
)

_ACCESSIBILITY = (
    "Everyone should be able to read and sign here, with any device and in any way of using it."
)
ACCESSIBILITY = PageContent(
    key="accessibility",
    kind="standard",
    title="Accessibility",
    slug="accessibility",
    fields={"introduction": _ACCESSIBILITY, "search_description": _ACCESSIBILITY},
    body=[
        paragraph(
            "<h2>What we aim for</h2>"
            "<p>We build to the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA. In "
            "practice that means:</p>"
            "<ul>"
            "<li>everything works with the keyboard alone, and without JavaScript;</li>"
            "<li>text can be enlarged, and contrasts are strong, in light and in dark;</li>"
            "<li>a mistake in a form is explained beside its field, and what you typed is "
            "kept;</li>"
            "<li>pages are marked with their language and direction, so that they are read out "
            "correctly.</li>"
            "</ul>"
        ),
        paragraph(
            "<h2>Tell us what stops you</h2>"
            "<p>If something does not work for you, write to us; the address is at the foot of "
            "every page. Say which page it was and what you use to read it. You will hear from a "
            "person. If you cannot sign here, send us your signature on paper: it counts "
            "the same.</p>"
        ),
        button("See all petitions and pledges", "petitions"),
    ],
)
