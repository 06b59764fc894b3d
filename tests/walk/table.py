"""What each role may do at each address of the site.

A row is a line with the answer to each role and the namespace, and below it the names of
addresses there. The roles are, in this order: anonymous, translator (of Thai), editor (of
Wagtail's own group), moderator (may look at signatures and decide on them, and nothing
else), staff (the communications staff), superuser.

    O  open
    L  sent to the login
    F  forbidden: 403, or Wagtail's way home with a message
    R  sent on to somewhere else
    M  not to be read: another method is asked for
    N  not found
    E  fails: wagtail-localize knows no address for what is no snippet

Where an address was asked for in several ways, all answers stand there. Not found is also
what a thing of the wrong kind is, as a signature where a page should be.
"""

# Addresses that are not walked, each with the reason.
NOT_WALKED = {
    "members_logout": "ends the session of the one who walks",
    "wagtailadmin_error_test": "fails by design",
    "wagtailadmin_logout": "ends the session of the one who walks",
    "wagtailadmin_password_reset_confirm": "needs a token from a mail, and belongs to a person",
}
# What one comes to by the link in one's own mail: whoever has it is who it is about.
BEARERS = {
    "petitions:confirm",
    "petitions:manage",
    "petitions:unsubscribe",
    "resources:comments:confirm",
    "resources:comments:manage",
}

# Kinds of snippets, as their namespaces end.
_EACH = (
    "campaigns_organisation",
    "core_footer",
    "core_menu",
    "resources_audience",
    "resources_glossaryterm",
    "resources_topic",
)
_KINDS = {
    "EACH": _EACH,
    "COPIED": _EACH[1:],
    "PREVIEWED": ("campaigns_organisation", "core_footer", "core_menu", "resources_glossaryterm"),
}

_TABLE = """
L F F F O O :
    campaigns_export_organisations open_for_comment submit_own_snippet
L F F/O F/O O F/O :
    wagtail_bulk_action
L F M F M M :
    machine_translate upload_po_file
L F O F O O :
    download_po_file submit_own_page synchronise_translations wagtailadmin_choose_page_child
    wagtailadmin_explore wagtailadmin_explore_results
L N N N N N :
    admin// wagtailadmin_block_preview wagtailadmin_tag_model_autocomplete
L O O F O O :
    petitions_languages petitions_languages_results
L O O O O O :
    admin/test404/ wagtailadmin_account wagtailadmin_choose_page
    wagtailadmin_choose_page_anchor_link wagtailadmin_choose_page_chosen_multiple
    wagtailadmin_choose_page_email_link wagtailadmin_choose_page_external_link
    wagtailadmin_choose_page_phone_link wagtailadmin_choose_page_search
    wagtailadmin_dismissibles wagtailadmin_home wagtailadmin_tag_autocomplete
L R O F O O :
    wagtailadmin_explore_root
O O O O O O :
    edition_file healthz qr_file qr_page readyz robots search sitemap wagtail_serve
    wagtailadmin_javascript_catalog wagtailadmin_password_reset
    wagtailadmin_password_reset_complete wagtailadmin_password_reset_done wagtailadmin_sprite
    wagtailcore_authenticate_with_password wagtailcore_login
    wagtaildocs_authenticate_with_password wagtaildocs_serve
O R F F F F :
    wagtailadmin_login
R R R R R R :
    choose_language share_card short_link
O O O O O O : api
    count petitions
L F F F F O : campaigns_applications
    export
L F F F O O : campaigns_applications
    erase file inspect list list_results
L F F F O O : campaigns_imports
    add index index_results progress report show
L M M M M M : campaigns_imports
    cancel take
L F F F O O : campaigns_liaisons
    add delete edit history history_results index index_results usage
L F F F F F : campaigns_questions
    usage
L F F F O O : campaigns_questions
    delete export inspect list list_results
L F F F O O : campaigns_sent_stories
    erase inspect list list_results picture
O O O O O O : pages_api:pages
    detail listing
R R R R R R : pages_api:pages
    find
O O O O O O : petitions
    confirm manage unsubscribe
L F F F O O : petitions_paper
    add delete edit history history_results index index_results inspect usage
L F F F F O : petitions_signatures
    export
L F F O O O : petitions_signatures
    inspect list list_results
O O O O O O : resources
    bibtex compare csl edition en/%(path)s.md feed history letter markdown pdf short
O O O O O O : resources:comments
    check_mail confirm consultation manage section
L F F F F O : resources_comments
    export
L F F F O O : resources_comments
    inspect list list_results
L F F F O O : resources_consultations
    edit history history_results index index_results
L F F F R R : resources_consultations
    delete
L F F F O O : resources_pdfs
    index index_results
L M M M M M : resources_pdfs
    again
L F F F O O : short_links
    add delete edit history history_results index index_results inspect usage
L F O F O O : translators
    review
L M M M M M : translators
    start
L O O F O O : translators
    worklist worklist_results
L F F E/F E/O E/O : wagtail_localize
    snippets_api_listing
L F F F O O : wagtail_localize
    snippets_api_detail submit_snippet_translation
L F M F M M : wagtail_localize
    edit_override edit_string_translation machine_translate stop_translation upload_pofile
L F O F O O : wagtail_localize
    convert_to_alias download_pofile submit_page_translation translations_report
    translations_report_results update_translations
L F/N N/O F/N N/O N/O : wagtail_localize
    preview_translation
L O O O O O : wagtail_localize
    javascript_catalog
L O O O O O : wagtailadmin_api:documents
    detail listing
L R R R R R : wagtailadmin_api:documents
    find
L O O O O O : wagtailadmin_api:images
    detail listing
L R R R R R : wagtailadmin_api:images
    find
L F M F M M : wagtailadmin_api:pages
    action
L N O N O O : wagtailadmin_api:pages
    detail
L N R N R R : wagtailadmin_api:pages
    find
L O O O O O : wagtailadmin_api:pages
    listing
L F F F F O : wagtailadmin_collections
    add edit index set_privacy
L N N N N O : wagtailadmin_collections
    delete
L F F F M M : wagtailadmin_editing_sessions
    ping
L M M M M M : wagtailadmin_editing_sessions
    release
L F F F F O : wagtailadmin_pages
    workflow_preview
L F F F O O : wagtailadmin_pages
    move revisions_unschedule set_page_position set_privacy unpublish
L F F F R R : wagtailadmin_pages
    delete
L F M F M M : wagtailadmin_pages
    lock unlock
L F N/O F N/O N/O : wagtailadmin_pages
    add preview_on_add
L F O F O O : wagtailadmin_pages
    confirm_workflow_cancellation convert_alias copy edit history history_results move_confirm
    preview_on_edit revisions_compare revisions_revert revisions_view usage view_draft
    workflow_history workflow_history_detail
L F R F R R : wagtailadmin_pages
    add_subpage revisions_index
L F/O F/O N/O N/O N/O : wagtailadmin_pages
    choose_parent
L N/O N/O F/N N/O N/O : wagtailadmin_pages
    type_use type_use_results
L O O F O O : wagtailadmin_pages
    search search_results
L R R F R R : wagtailadmin_pages
    collect_workflow_action_data workflow_action
L F F F O O : wagtailadmin_reports
    locked_pages locked_pages_results
L F O F O O : wagtailadmin_reports
    page_types_usage page_types_usage_results site_history site_history_results workflow
    workflow_results workflow_tasks workflow_tasks_results
L O O F O O : wagtailadmin_reports
    aging_pages aging_pages_results
L F F F F N : wagtailadmin_workflows
    add_task
L F F F F O : wagtailadmin_workflows
    add disable disable_task edit edit_task index index_results task_index task_index_results
    usage usage_results
L F F F F R : wagtailadmin_workflows
    select_task_type
L F M F M M : wagtailadmin_workflows
    remove
L M M M M M : wagtailadmin_workflows
    enable enable_task
L O O O O O : wagtailadmin_workflows
    task_chooser task_chooser_create task_chooser_results task_chosen
L F O F O O : wagtaildocs
    add add_multiple delete document_usage edit index index_results
L M M M M M : wagtaildocs
    create_multiple_from_uploaded_document delete_multiple delete_upload_multiple
    edit_multiple
L F O F O O : wagtaildocs_chooser
    create
L O O F O O : wagtaildocs_chooser
    chosen
L O O O O O : wagtaildocs_chooser
    choose choose_results chosen_multiple
L O O O O O : wagtailembeds
    chooser chooser_upload
L F F F F F : wagtailforms
    delete_submissions list_submissions list_submissions_results
L O O F O O : wagtailforms
    index index_results
L F O F O O : wagtailimages
    add add_multiple delete edit image_usage index index_results preview
L M M M M M : wagtailimages
    create_multiple_from_uploaded_image delete_multiple delete_upload_multiple edit_multiple
L N N N N N : wagtailimages
    url_generator url_generator_output
L F O F O O : wagtailimages_chooser
    create
L O O F O O : wagtailimages_chooser
    chosen
L O O O O O : wagtailimages_chooser
    choose choose_results chosen_multiple select_format
L F F F F O : wagtaillocales
    add copy delete edit history history_results index index_results usage
L F F F F M : wagtailredirects
    process_import
L F F F F O : wagtailredirects
    add delete edit index index_results start_import
L F/N F/N F/N F/N N : wagtailsettings
    preview_on_edit
L F/N F/N F/N F/N N/O/R : wagtailsettings
    edit
L F F F F O : wagtailsites
    add copy delete edit history history_results index index_results usage
L F O F O O : wagtailsnippetchoosers_EACH
    chosen
L R F F O O : wagtailsnippetchoosers_EACH
    create
L R O F O O : wagtailsnippetchoosers_EACH
    choose choose_results chosen_multiple
L O F F O O : wagtailsnippets
    index
L F F F F O : wagtailsnippets_COPIED
    delete
L F F F O O : wagtailsnippets_COPIED
    copy
L F F F O O : wagtailsnippets_EACH
    edit history history_results revisions_compare revisions_revert revisions_unschedule
    unpublish usage
L R F F O O : wagtailsnippets_EACH
    add list list_results
L F F F O O : wagtailsnippets_PREVIEWED
    preview_on_edit revisions_view
L R F F O O : wagtailsnippets_PREVIEWED
    preview_on_add
L F F F O O : wagtailsnippets_campaigns_organisation
    delete
L F F F F O : wagtailusers_groups
    add delete edit history history_results index index_results usage
L F F F F O : wagtailusers_users
    add copy delete edit history history_results index index_results usage
"""


def rows() -> dict[str, list[str]]:
    """Return what each role may do, by the name of each address. Raises ValueError for two rows."""
    found: dict[str, list[str]] = {}
    answers: list[str] = []
    namespaces: list[str] = []
    for line in _TABLE.strip().splitlines():
        if not line.startswith(" "):
            letters, _colon, namespace = line.partition(" :")
            answers, namespaces = letters.split(), _namespaces(namespace.strip())
            continue
        for name in (f"{prefix}{name}" for prefix in namespaces for name in line.split()):
            if name in found:
                raise ValueError(f"{name} has two rows.")
            found[name] = answers
    return found


def _namespaces(text: str) -> list[str]:
    """Return what stands before the names of a row: several, for several kinds of snippets."""
    start, _underscore, group = text.rpartition("_")
    if group in _KINDS:
        return [f"{start}_{kind}:" for kind in _KINDS[group]]
    return [f"{text}:" if text else ""]
