"""The petition and the two pledges."""

from demo.content.blocks import button, callout, numbers, paragraph, quote
from demo.content.page import PageContent

UPDATES_WORDING = (
    "Tell me by mail what comes of this. I can stop these mails at any time, with one click."
)
MAIL_TEXT = (
    "You are one step away. Please confirm that this address is yours, so that every signature "
    "stands for somebody who meant it."
)

MY_STORY = PageContent(
    key="my-story",
    kind="petition",
    title="My Story, My Dignity",
    slug="my-story-my-dignity",
    parent="petitions",
    published=200,
    fields={
        "accepts": "people",
        "goals": [1000, 5000, 10000],
        "summary": (
            "We ask news media to review their style guides together with survivors of modern "
            "slavery, so that people are shown as whole people and have a say in how their "
            "story is told."
        ),
        "addressee": "Editors of news media, and those who write their style guides",
        "text": (
            "<p>People who have survived modern slavery tell their stories so that it ends. The "
            "way a story is published can help with that. It can also take the say over their "
            "own lives from them once more.</p>"
            "<p>We ask you to review your style guides and your working habits, together with "
            "survivors, and to:</p>"
            "<ol>"
            "<li>choose pictures that represent what happened, and leave out those that shock, "
            "stage or stereotype;</li>"
            "<li>choose words that are accurate, and describe people by more than what was done "
            "to them;</li>"
            "<li>protect privacy: publish nothing by which a person can be found who does not "
            "want to be found, and take the greatest care with children;</li>"
            "<li>ask for consent before you publish, explain where and how the story will be "
            "used, and accept a no, also a later one.</li>"
            "</ol>"
            "<p>Please make public what you have changed, so that others can follow.</p>"
        ),
        "terms_wording": (
            "I agree that the coalition stores my name, my country and my mail address to count "
            "my signature once, and hands names and countries, never mail addresses, to those "
            "the petition is addressed to."
        ),
        "updates_wording": UPDATES_WORDING,
        "thank_you": (
            "<p>Your signature counts. Thank you for standing with people who want to tell their "
            "own story in their own way.</p>"
            "<p>Do you know somebody who works with words or pictures? Pass it on to them.</p>"
        ),
        "share_text": (
            "Every story belongs to someone. I have signed “My Story, My Dignity”. Will you? "
            "#MyStoryMyDignity"
        ),
        "mail_subject": "Please confirm your signature: My Story, My Dignity",
        "mail_text": MAIL_TEXT,
    },
    body=[
        paragraph(
            "<h2>Why the way of telling matters</h2>"
            "<p>A picture of bound hands says little about forced labour. Most people who live "
            "through it are never chained: debts hold them, papers that were taken away, threats "
            "against their families. Where only chains are shown, readers learn to overlook "
            "everyone else.</p>"
            "<p>And a publication stays. Employers find it, neighbours, one’s own children, and "
            "sometimes those whom a person has escaped. Whoever agreed to an interview in a hard "
            "year may see it differently ten years on.</p>"
        ),
        quote(
            "I am a baker, a mother and a good singer. What happened to me is one chapter, and I "
            "choose when to open it.",
            "A member of a survivors’ council",
            "Words written for this demonstration",
        ),
        paragraph(
            "<h2>Where the campaign comes from</h2>"
            "<p>Freedom United began <i>My Story, My Dignity</i> in 2017, with Chab Dai, HAART "
            "Kenya and Liberty Asia as partners. It first turned to the Associated Press, The New "
            "York Times, the Daily Mail and The Guardian. In the campaign’s video survivors speak "
            "for themselves, and each of them has recorded their consent to its "
            "distribution.</p>"
        ),
        numbers(
            ("2017", "the year in which the campaign began", "Freedom United"),
            ("4", "newspapers and agencies that were asked first", "Freedom United"),
            (
                "5,003",
                "signatures, of a goal of 10,000, when the campaign was written about",
                "The number this demonstration starts with",
            ),
        ),
        callout(
            "If this is your story too",
            "<p>You need not tell anything to be part of this. Your signature is shown to nobody "
            "unless you choose so, and you can take it back or erase it whenever you want. "
            '<a href="page:privacy">What we do with your data</a>.</p>',
            tone="important",
        ),
        button("Read the pledge that goes with it", "pledge"),
    ],
)

PLEDGE = PageContent(
    key="pledge",
    kind="petition",
    title="Dignity in media: a pledge",
    slug="dignity-in-media-pledge",
    parent="petitions",
    published=220,
    fields={
        "accepts": "both",
        "goals": [100, 250, 500],
        "summary": (
            "Four principles for everyone who tells stories of trafficking and forced labour, in "
            "newsrooms, campaigns and fundraising. For people and for organisations."
        ),
        "addressee": "Everyone whose story we tell",
        "text": (
            "<p>When we tell, show or publish a person’s story, we keep to four principles.</p>"
            "<ol>"
            "<li><b>Respectful pictures.</b> We choose images that respect the person and "
            "represent the issue. We leave out what is staged, shocking or a stereotype.</li>"
            "<li><b>Accurate words.</b> We choose text that tells the story as it was, without "
            "sensation, and we correct what we got wrong.</li>"
            "<li><b>Privacy and dignity.</b> We publish no more than the story needs, we keep no "
            "picture longer than needed, and we take the greatest care with children.</li>"
            "<li><b>Consent and openness.</b> We ask for consent beforehand, in words and in a "
            "language that the person knows well. We say where the story will appear and for how "
            "long, and we act when consent is withdrawn.</li>"
            "</ol>"
            "<p>Remind us of this pledge when we fall short of it. We will answer.</p>"
        ),
        "terms_wording": (
            "I agree that the coalition stores what I enter here to count my signature once. My "
            "mail address is given to nobody. The name of an organisation that signs is published "
            "once the coalition has checked it, if I choose so."
        ),
        "updates_wording": UPDATES_WORDING,
        "thank_you": (
            "<p>Your pledge counts. Thank you for binding yourself to it in public.</p>"
            "<p>It helps to put the four principles where you work: beside the desk, in the style "
            "guide, in the contract with the photographer.</p>"
        ),
        "share_text": (
            "Respectful pictures, accurate words, privacy, consent: I have signed the pledge for "
            "dignity in media. Will you?"
        ),
        "mail_subject": "Please confirm your pledge: Dignity in media",
        "mail_text": MAIL_TEXT,
    },
    body=[
        paragraph(
            "<h2>Who signs, and what it means</h2>"
            "<p>Anyone who tells other people’s stories can sign: as a person, or on behalf of an "
            "organisation, a company or an institution. Before we show an organisation’s name, we "
            "check that it exists and that it stands behind the pledge.</p>"
            "<p>Signing costs nothing, and nobody is given a certificate. The pledge works because "
            "everyone can read who made it, and can hold them to it.</p>"
        ),
        callout(
            "Before you publish",
            "<ul>"
            "<li>Has the person seen the picture and the text?</li>"
            "<li>Do they still agree, today?</li>"
            "<li>Can anybody find them through a place, a school or a name in the background?</li>"
            "<li>Would you publish it like this if it were about you?</li>"
            "</ul>",
            tone="important",
        ),
        quote(
            "Consent is a conversation. A signature on a form is where it begins.",
            "An editor at a partner organisation",
            "Words written for this demonstration",
        ),
        paragraph(
            "<h2>The guidance behind it</h2>"
            "<p>The four principles go back to the <i>Guidance Note on Use of Victims’ Images</i> "
            "of 2016. Members of Freedom Collaborative wrote it together with lawyers of BNP "
            "Paribas in Hong Kong and Singapore, for everyone who works against trafficking.</p>"
        ),
        numbers(
            ("44", "comments in the discussion that started it", "Freedom Collaborative"),
            (
                "3",
                "annexes: a form of consent letter, a checklist and the legal background",
                "Guidance Note on Use of Victims’ Images, 2016",
            ),
            ("2", "pages in the short version for media houses", "Freedom Collaborative"),
        ),
        button("Sign the petition to news media", "my-story"),
    ],
)

CLOSED_PLEDGE = PageContent(
    key="closed-pledge",
    kind="petition",
    title="Meeting as equals: a pledge for events",
    slug="survivors-at-events-pledge",
    parent="petitions",
    published=230,
    closed=45,
    fields={
        "accepts": "both",
        "goals": [100, 250, 500],
        "asks_comment": False,
        "summary": (
            "Whoever invites survivors to speak pays them, meets them as peers and agrees the "
            "limits with them beforehand. This pledge is closed; its signatures stand."
        ),
        "addressee": "Everyone who is invited to speak of what they have lived through",
        "text": (
            "<p>When we invite a survivor to an event, we promise:</p>"
            "<ol>"
            "<li><b>To pay.</b> Speaking and advising are work. We pay for them as we pay other "
            "experts, and cover travel, care for children and support.</li>"
            "<li><b>To meet as peers.</b> We ask for knowledge and judgement, and never for "
            "suffering on a stage. Whoever speaks has a say in the programme.</li>"
            "<li><b>To agree limits, and keep them.</b> We settle beforehand what will be talked "
            "about, which questions will not be asked, and whether anybody may film.</li>"
            "</ol>"
        ),
        "terms_wording": (
            "I agree that the coalition stores what I enter here to count my signature once. My "
            "mail address is given to nobody."
        ),
        "updates_wording": UPDATES_WORDING,
        "thank_you": (
            "<p>Your pledge counts. Thank you for meeting people as equals.</p>"
            "<p>Send it to whoever plans your next event.</p>"
        ),
        "share_text": (
            "Pay, meet as peers, agree the limits: I have signed the pledge for events with "
            "survivors."
        ),
        "mail_subject": "Please confirm your pledge: Meeting as equals",
        "mail_text": MAIL_TEXT,
    },
    body=[
        callout(
            "Why it is closed",
            "<p>The pledge was open for half a year. A second edition is being written with those "
            "who signed it; until then the text, the count and the names stay as they are. "
            '<a href="page:pledge">The pledge for dignity in media</a> is open.</p>',
        ),
        paragraph(
            "<h2>What signers told us</h2>"
            "<p>Most of what makes an event safe costs little: a contact person, a quiet room, "
            "the questions sent a week ahead, and a fee that does not have to be asked for.</p>"
        ),
    ],
)
