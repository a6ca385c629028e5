"""Parts of pages that are made once: the same for everybody, in each language its own."""

from django.template import Context, Template
from django.utils.translation import override


def test_a_fixed_part_is_made_once_for_each_language():
    page = Template('{% fixed "components/keys_help.html" %}')
    with override("fr"):
        assert "Touches du clavier" in page.render(Context())
    with override("en"):
        assert "Keys of the keyboard" in page.render(Context())
    with override("fr"):
        assert "Touches du clavier" in page.render(Context())


def test_a_fixed_part_reads_nothing_of_the_page():
    included, fixed = (
        Template(f'{{% {tag} "desk/person.html" %}}') for tag in ("include", "fixed")
    )
    page = Context({"known": [{"id": 1, "title": "Tree", "name": "Zoé Dupré"}]})
    assert "Zoé Dupré" in included.render(page)
    assert "Zoé Dupré" not in fixed.render(page)
