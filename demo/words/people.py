"""Made-up people: first and last names from a small list of our own, mail in `.example`."""
# ruff: noqa: E501, PLR0917, SIM905 - lists of words and figures read better in long lines.

from demo.history.model import Contact
from demo.offer.people import plain

FIRST = tuple(
    """Adèle Aïcha Alban Alice Amélie Amina Anaïs André Annick Antoinette Arlette Arthur Assia Aurélien
    Bakary Béatrice Benoît Bernadette Brahim Brigitte Bruno Camille Carine Carlos Cécile Chantal Charles
    Chloé Christian Claudine Clément Colette Daniel Danielle Dominique Driss Édith Élias Élise Émilien
    Estelle Éva Fabienne Farida Félix Florence Francine Gaël Geneviève Georges Ghislaine Gilberte Grégory
    Guy Hakim Hélène Henri Huguette Ilyes Irène Jacqueline Jade Jeanne Jérôme Jocelyne Joël Josette Julie
    Karim Katia Khadija Laetitia Léa Léonie Liliane Lionel Louane Loïc Lucette Ludovic Maëlle Malika
    Manuel Marcel Mariama Marius Maryse Mathilde Maxime Michèle Moussa Mylène Nathan Nicole Noé Nora
    Odette Olga Oumar Pascale Paulette Philippe Pierrette Quentin Raymonde Rachida Régine Renée Robin
    Roland Romane Sabrina Salomé Samir Sandra Serge Simone Solange Sonia Suzanne Sylvain Tania Thibault
    Ursule Valentin Véra Violette Virginie Walid Xavier Yasmine Yvette Yvon Zahra Zoé""".split()
)
LAST = tuple(
    """Abadour Alézan Ambrosin Arbelot Aubriet Auzanne Balmeyer Barrancourt Bazoche Belkhiri Berthoumy
    Bessounat Boisgerbier Bondouaire Bouchaleb Bourdillac Brésillon Cadoret-Ney Calmejane Carvalhinho
    Castelbou Chalumier Chantreuil Charpinel Chevremont Coulibadja Courtelange Dabrigeon Daguenet Dardenne-Roy
    Delaplanque Demarquoy Desgranval Diambaké Dorvillers Doucerain Dupéron-Gay Escallier Estramon Fauquembert
    Ferreirinha Fontanieu Fourmeau Gachelin Galichet-Roux Garancher Gauthereau Ghezlane Girodias Gonzalvez-Prat
    Gouvrieux Grandpierron Guérandel Haddouche-Bey Harbonnier Hautecloche Herbelot Hérissé Huguenard Jaffrézou
    Jolicoque Kaboré-Lin Kerlidou Khelfaoui Lacombrade Lafargette Lamotelle Lanvaudan Larrivaz Laverdine
    Lebrassac Lefranchu Lemarignac Leprévert Loubignac Mahdaoui Malbranque Marcillot Marquenet Massoubrac
    Mauvezan Mercœuret Meyrandier Monclarion Montagnol Mouradji Nerbonneau Nguyen-Sorel Nivardot Orsanne
    Ouedralba Paillargue Parmentelot Pelissonnier Perdrizot Pichegrain Plantevigne Pommerolle Quilleret
    Rabastière Ravenelle Rigaudière Rochegude-Pin Roussignol Saint-Orvin Sambarou Sauvageot-Lys Segondat
    Sibourdin Soulacroix Tanguédec Tavarine Terrasson-Bel Thibaudelle Tocquebin Toumanski Traorélou Vachelard
    Valadouze Vandermoere Vautrelle Verdaguier Vignancourt Villermot Vuillemard Wacquebert Yildizan Zarhouni""".split()
)


_MAIL_FIRST = tuple(plain(name) for name in FIRST)
_MAIL_LAST = tuple(plain(name) for name in LAST)


def _person(
    first: int, last: int, number: int, news: str, with_mail: bool, with_phone: bool
) -> Contact:
    tail = "" if number % 3 else str(40 + number % 59)
    email = f"{_MAIL_FIRST[first]}.{_MAIL_LAST[last]}{tail}@courriel.example" if with_mail else ""
    phone = f"06 39 98 {number // 100:02d} {number % 100:02d}" if with_phone else ""
    return Contact(FIRST[first], LAST[last], email, phone, news)


def made_person(channel: str, who: float, way: float, more: float) -> Contact:
    """A person: `who` picks the name, `way` how they want news, `more` their number."""
    first = int(who * len(FIRST))
    last = int(who * len(FIRST) * len(LAST)) % len(LAST)
    number = int(more * 10_000)
    if channel in ("portal", "email"):
        if channel == "email" or way < 0.84:
            return _person(first, last, number, "email", True, way < 0.2)
        return _person(first, last, number, "sms", way > 0.95, True)
    if way < 0.36:
        return _person(first, last, number, "email", True, way < 0.3)
    if way < 0.62:
        return _person(first, last, number, "sms", False, True)
    return _person(first, last, number, "none", False, channel == "phone" or way < 0.8)
