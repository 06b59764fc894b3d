"""What translations add to Wagtail's admin."""

from wagtail import hooks

from translators import log_actions, refusing
from translators.guards import lists
from translators.views import account, home, machine, po_files, synchronising, urls

# Before wagtail-localize's views at the same addresses.
hooks.register("register_admin_urls", po_files.urls, order=-1)
hooks.register("register_admin_urls", synchronising.urls, order=-1)
hooks.register("register_admin_urls", machine.urls, order=-1)

hooks.register("register_log_actions", log_actions.register)

# Before wagtail-localize, which takes the editor over.
hooks.register("before_edit_page", refusing.refuse_in_translation_editor, order=-1)
hooks.register("before_edit_snippet", refusing.refuse_in_translation_editor, order=-1)
hooks.register("before_publish_page", refusing.refuse_in_editor)
hooks.register("before_publish", refusing.refuse_in_editor)
hooks.register("before_bulk_action", refusing.refuse_to_publish_several)

hooks.register("register_admin_urls", urls.urls)
hooks.register("register_admin_menu_item", home.menu_item)
hooks.register("construct_homepage_panels", home.add_panel)
hooks.register("register_account_settings_panel", account.TranslationMailPanel)

hooks.register("register_admin_urls", lists.urls, order=-1)
hooks.register("construct_page_chooser_queryset", lists.only_explorable)
hooks.register("construct_admin_api", lists.put_api)
hooks.register("construct_reports_menu", lists.hide_reports)
# The first moment at which every snippet is registered.
hooks.register("register_admin_urls", lists.hide_titles)
