"""The legal background of the guidance note on pictures: treaties and the law of five countries."""

from demo.content.blocks import Block, law, legal_background, under
from demo.content.guidance.note import as_of

# Stands in the text as well.
COVENANT = law(
    "International Covenant on Civil and Political Rights",
    "Article 17",
    year=1966,
    text="Protects privacy, family, home and correspondence, honour and reputation.",
    url="https://www.ohchr.org/en/instruments-mechanisms/instruments/"
    "international-covenant-civil-and-political-rights",
)

_WORLD = under(
    "001",
    "<p>Treaties bind states, and through their laws all of us.</p>",
    law(
        "Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and "
        "Children, supplementing the United Nations Convention against Transnational Organized "
        "Crime",
        "Articles 3 and 6",
        year=2000,
        text=(
            "The Palermo Protocol says what trafficking is. States protect the privacy and "
            "identity of victims in appropriate cases, as far as their law allows."
        ),
        url="https://www.ohchr.org/en/instruments-mechanisms/instruments/"
        "protocol-prevent-suppress-and-punish-trafficking-persons",
    ),
    COVENANT,
    law(
        "Convention on the Rights of the Child",
        "Article 16",
        year=1989,
        text="Says the same of children.",
        url="https://www.ohchr.org/en/instruments-mechanisms/instruments/convention-rights-child",
    ),
)

_FRANCE = under(
    "FR",
    "<p>From the right to a private life the courts have drawn a right to one’s own image: in "
    "principle nobody may publish a recognisable picture of you without your consent.</p>",
    law(
        "Civil Code",
        "Article 9",
        text=(
            "Everyone has the right to respect for their private life. A judge can stop an "
            "intrusion at once."
        ),
        url="https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006419288",
    ),
    law(
        "Law of 29 July 1881 on the freedom of the press",
        "Article 39 quinquies",
        text=(
            "The identity of a victim of sexual assault, or a picture by which they can be "
            "recognised, may be published only with their consent in writing."
        ),
        url="https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000877119",
    ),
)


def _united_kingdom(edition: int) -> Block:
    return under(
        "GB",
        "<p>In England and Wales, people who say that they have been trafficked stay anonymous for "
        "life, unless they agree to be named, in writing and free of pressure.</p>",
        law(
            "Sexual Offences (Amendment) Act 1992",
            "Sections 1, 2 and 5",
            text=(
                "Covers trafficking under section 2 of the Modern Slavery Act 2015, with or "
                "without a trial."
            ),
            url="https://www.legislation.gov.uk/ukpga/1992/34",
        ),
        as_of(
            edition,
            law(
                "Data Protection Act 1998",
                text="Says when pictures of identifiable people may be used and kept.",
                url="https://www.legislation.gov.uk/ukpga/1998/29",
            ),
            law(
                "Data Protection Act 2018",
                text=(
                    "With the UK GDPR it has replaced the Act of 1998. Consent has to be specific, "
                    "and as easy to withdraw as to give."
                ),
                url="https://www.legislation.gov.uk/ukpga/2018/12",
            ),
        ),
    )


def _kenya(edition: int) -> Block:
    return under(
        "KE",
        "<p>The Constitution protects privacy, that of family affairs included (article 31).</p>",
        law(
            "Counter-Trafficking in Persons Act 2010",
            "Section 11",
            text="Courts can hear a case in private to protect the victim.",
        ),
        *as_of(
            edition,
            [],
            [
                law(
                    "Data Protection Act 2019",
                    "Sections 32 and 33",
                    text=(
                        "Whoever relies on consent has to be able to prove it. For children, a "
                        "parent or guardian agrees, and it must serve the child."
                    ),
                )
            ],
        ),
    )


def _thailand(edition: int) -> Block:
    return under(
        "TH",
        "<p>Here the law speaks of pictures directly.</p>",
        law(
            "Anti-Trafficking in Persons Act B.E. 2551 (2008)",
            "Section 56",
            text=(
                "Makes it an offence to publish pictures or details by which a trafficked person "
                "can be recognised."
            ),
        ),
        *as_of(
            edition,
            [],
            [
                law(
                    "Personal Data Protection Act B.E. 2562 (2019)",
                    "Sections 19, 20 and 26",
                    text=(
                        "Requests for consent stand apart from everything else. Minors and "
                        "sensitive data have rules of their own."
                    ),
                )
            ],
        ),
    )


_UNITED_STATES = under(
    "US",
    "<p>No federal law protects all personal data, and the right over one’s own likeness is a "
    "matter for the states. Much rests on what publishers bind themselves to.</p>",
    law(
        "Trafficking Victims Protection Act of 2000",
        "22 U.S.C. § 7105(c)(1)(C)",
        text=(
            "In federal custody, the names of trafficked people at risk, and of their families, "
            "are kept from the public. Reauthorised several times, in 2013 among others."
        ),
        url="https://www.law.cornell.edu/uscode/text/22/7105",
    ),
)


def law_annex(edition: int) -> Block:
    """Return the annex on the law as it stood on the day of the edition."""
    return legal_background(
        "legal-background",
        "Legal background",
        _WORLD,
        _FRANCE,
        _united_kingdom(edition),
        _kenya(edition),
        _thailand(edition),
        _UNITED_STATES,
        introduction=(
            "<p>The main rules on the day of this edition, in our words. This is not legal advice: "
            "ask a lawyer where a picture is taken, and where it is published.</p>"
        ),
    )
