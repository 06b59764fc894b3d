"""The forms that signers fill in."""

from petitions.forms.sign import SignForm
from petitions.forms.signature import ConfirmForm, VisibilityForm

__all__ = ["ConfirmForm", "SignForm", "VisibilityForm"]
