import re, pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from tests.factories import *
from tests.translating import *
from tests.translators.test_publishing import Browser
from petitions.erasing import erase
from petitions.languages import numbers_by_language, _count
pytestmark=pytest.mark.django_db
def br(u):
    b=Browser(); b.force_login(u); return b
def test_numbers(page, settings, tmp_path):
    settings.LOCALE_PATHS=[tmp_path]; write_catalogue(tmp_path,"es",a="b")
    rec=petition_of(page)
    s=SignatureFactory(petition=rec,status="confirmed",language="th")
    e=SignatureFactory(petition=rec,status="confirmed",language="en")
    # no locale th: numbers shown?
    add_language("es")
    r=br(UserFactory(is_superuser=True)).get(reverse("petitions_languages")+"?export=csv")
    print("\n", (b"".join(r) if r.streaming else r.content).decode())
    page.unpublish()
    r=br(UserFactory(is_superuser=True)).get(reverse("petitions_languages")+"?export=csv")
    print("unpublished:", (b"".join(r) if r.streaming else r.content).decode())
def test_home_alias_translator_moves(page, settings, tmp_path):
    settings.LOCALE_PATHS=[tmp_path]; write_catalogue(tmp_path,"es",a="b")
    es=add_language("es"); u=translator(es); b=br(u)
    al=type(page).objects.get(locale=es)
    idx=al.get_parent(); print("\nperm on alias petition: delete",al.permissions_for_user(u).can_delete(),"move",al.permissions_for_user(u).can_move(),"index delete",idx.permissions_for_user(u).can_delete(), "unpublish", al.permissions_for_user(u).can_unpublish(), "privacy", al.permissions_for_user(u).can_set_view_restrictions())
    r=b.post(reverse("wagtailadmin_pages:delete",args=[al.pk])); print(r.status_code, Page.objects.filter(pk=al.pk).exists())
    print("list", [(i.title,i.state.value) for i in __import__("translators.worklist",fromlist=["x"]).work_items([es])])
