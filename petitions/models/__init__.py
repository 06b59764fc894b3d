"""The models of petitions and signatures."""

from petitions.models.pages import PetitionIndexPage, PetitionPage
from petitions.models.paper import PaperBatch
from petitions.models.petition import Milestone, Outcome, Petition, PetitionCount, PetitionText
from petitions.models.repeat import RepeatedSigning
from petitions.models.signature import Consent, Signature
from petitions.models.tally import LanguageTally

__all__ = [
    "Consent",
    "LanguageTally",
    "Milestone",
    "Outcome",
    "PaperBatch",
    "Petition",
    "PetitionCount",
    "PetitionIndexPage",
    "PetitionPage",
    "PetitionText",
    "RepeatedSigning",
    "Signature",
]
