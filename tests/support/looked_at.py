"""Which pages axe looked at, told by every process that runs tests: one that no test looked at
fails the whole suite, by name."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, URLResolver, get_resolver, resolve

# Addresses that show no page of their own, by what they do instead.
NO_PAGES = {
    "take a form and lead on, or give the page that sent it back": """
        account:end_session account:gather account:language account:letter_keys account:provider
        account:remove_factor
        desk:attention_decide
        desk:add_photo desk:assign desk:bulk desk:confirm_kind desk:drop_view desk:hand_over
        desk:join desk:note desk:priority desk:publish desk:read desk:ready_words desk:save_view
        desk:sort desk:state desk:take desk:undo desk:write_in
        cockpit:disparities_again cockpit:find_themes cockpit:forecasts_again cockpit:paths_ask
        cockpit:publish_survey cockpit:trends_again cockpit:undo_wish cockpit:wish_theme
        cockpit:withdraw_survey cockpit:word_summary
        portal:survey_mail_link
        portal:language portal:report_again portal:report_with_photo
        studio:access studio:draw_districts studio:forecasts studio:form_act studio:form_drop
        studio:form_offer studio:form_published studio:form_save studio:hand_services
        studio:hours studio:logo
        studio:move_department studio:move_team studio:offer_department studio:offer_reason
        studio:offer_reply studio:offer_team studio:remove_holiday studio:service_open
        studio:service_questions studio:survey_open studio:survey_wave
        studio:take_over studio:try_provider studio:try_wording studio:usual_words
        studio:wording_off
        trust:copy trust:end trust:end_assessment trust:extend trust:note trust:record_assessment
    """,
    "are part of a page, looked at in it": """
        cockpit:by_live cockpit:disparities_live cockpit:forecasts_live cockpit:freshness
        cockpit:listening_live cockpit:live cockpit:paths_progress cockpit:survey_live
        cockpit:survey_release_live cockpit:surveys_live cockpit:trends_live
        desk:alike desk:beside desk:contact desk:counter_photos desk:person desk:presence
        desk:service_questions
        studio:form_preview studio:wording_live
        portal:follow_take portal:report_photos
    """,
    "show the page of another address, looked at there": "desk:joined_slip",
    "are for scripts and programs": """
        account:passkey_ask_anyone account:passkey_ask_known account:passkey_ask_new
        account:passkey_confirm account:passkey_log_in account:passkey_second
        api_v1:answer api_v1:api-root api_v1:by_code api_v1:by_link api_v1:definition
        api_v1:listed api_v1:one api_v1:openapi-json api_v1:schema
        open311:api-root open311:definition_json open311:definition_xml open311:openapi-json
        open311:services_json open311:services_xml
        desk:around desk:counter_options desk:points desk:services
        portal:address_here portal:addresses portal:layers portal:points portal:report_options
        portal:survey_options
    """,
    "are files": """
        account:export cockpit:cases cockpit:csv cockpit:disparities_csv cockpit:paths_csv
        cockpit:satisfaction_csv cockpit:survey_file
        cockpit:survey_paper cockpit:take_survey
        desk:answer_file desk:counter_answer_picture desk:counter_photo desk:paper_file
        desk:personal_file desk:photo
        portal:brand_css portal:follow_photo portal:follow_photo_full portal:follow_waiting
        portal:logo portal:offline_worker portal:public_photo
        portal:report_answer_picture portal:report_picture
        portal:seals_file portal:survey_badge portal:survey_picture
        portal:survey_results_paper studio:form_paper_file studio:form_sheet
        studio:survey_import_blank studio:survey_import_wrong studio:survey_paper
        studio:survey_qr trust:sheet
    """,
}

_looked: set[str] = set()


def note(url: str) -> None:
    """This page was looked at, as it stood."""
    try:
        _looked.add(resolve(urlsplit(url).path).view_name)
    except Resolver404:
        # The page that says that there is no such page.
        return


def names(within: URLResolver, prefix: str = "") -> Iterator[str]:
    """The name of every route, its namespace before it."""
    for entry in within.url_patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif entry.name:
            yield f"{prefix}{entry.name}"


def no_pages() -> set[str]:
    """The names of all addresses without a page."""
    return {name for given in NO_PAGES.values() for name in given.split()}


class LookedAt:
    """The plugin: gathers what each process saw, and judges when the whole suite ran."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.missing: list[str] = []

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        _looked.update(getattr(node, "workeroutput", {}).get("looked_at", ()))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        told = getattr(self.config, "workeroutput", None)
        if told is not None:
            told["looked_at"] = sorted(_looked)
        elif self._is_whole():
            self.missing = sorted(set(names(get_resolver())) - _looked - no_pages())
            if self.missing and session.exitstatus == pytest.ExitCode.OK:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.missing:
            terminalreporter.section("pages that axe never looked at", red=True)
            terminalreporter.write_line(", ".join(self.missing))

    def _is_whole(self) -> bool:
        given = self.config
        return (
            given.args_source is pytest.Config.ArgsSource.TESTPATHS
            and not given.option.keyword
            and not given.option.collectonly
            and given.option.markexpr == "not long"
        )
