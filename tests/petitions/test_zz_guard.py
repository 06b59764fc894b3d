import pytest
from petitions import moderating, paper
from petitions.models import Signature, PaperBatch
from tests.petitions.threads import needs_postgresql
from tests.petitions import test_admin_races as r
pytestmark = needs_postgresql
def test_release(page, monkeypatch):
    monkeypatch.setattr(moderating,"_lock", lambda d,ids: list(moderating.changed_by(d, Signature.objects.filter(pk__in=ids)).order_by("pk")))
    r.test_releasing_twice_at_once_mails_and_logs_once(page)
def test_change(page, monkeypatch):
    monkeypatch.setattr(type(PaperBatch.objects), "select_for_update", lambda self,*a,**k: self.all())
    r.test_two_corrections_at_once_leave_what_was_saved_last(page)
def test_remove(page, monkeypatch):
    monkeypatch.setattr(type(PaperBatch.objects), "select_for_update", lambda self,*a,**k: self.all())
    r.test_removing_a_batch_twice_at_once_subtracts_once(page)
