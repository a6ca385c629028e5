"""Names of streets: the stock that French towns draw from, by theme.

Each entry is what follows the kind of way: "des Tilleuls" gives "rue des Tilleuls".
"""
# ruff: noqa: E501 - lists of words and figures read better in long lines.

from collections.abc import Iterator

import numpy as np


def _list(text: str) -> tuple[str, ...]:
    return tuple(" ".join(entry.split()) for entry in text.split(",") if entry.strip())


OLD = _list("""des Tanneurs, de la Poissonnerie, aux Fromages, du Puits, des Cordeliers, de l'Échiquier,
des Trois-Maries, du Four-Banal, des Orfèvres, de la Monnaie, du Bœuf, des Carmes, de la Vieille-Halle, du Pont-Vieux,
des Teinturiers, de l'Abreuvoir, des Forgerons, de la Tour, du Cloître, des Chanoines, du Chapitre, de l'Évêché,
des Ursulines, des Capucins, des Augustins, du Change, des Boucheries, de la Friperie, au Blé, au Lin, aux Ours,
du Renard, de la Licorne, du Lion-d'Or, de l'Écu, du Cygne, de la Croix-de-Fer, du Petit-Saint-Jean, Saint-Martin,
Saint-Nicolas, Saint-Pierre, Saint-Éloi, Sainte-Catherine, Notre-Dame, du Vieux-Collège, des Remparts, de la Poterne,
du Guichet, des Fossés, des Arbalétriers, du Mûrier, de la Fontaine, des Quatre-Vents, du Chat-qui-Pêche, des Merciers,
du Parchemin, des Écoles, de la Psalette, du Théâtre, de l'Horloge, du Palais, de la Juiverie, des Lices, du Moulin-Bleu,
des Lavandières, du Bac, de la Grosse-Tour, du Beffroi, Traversière, Haute, Basse, Creuse, Torte, du Cheval-Blanc,
de l'Hôtel-Dieu, des Pénitents, du Minage, de la Boulangerie, des Maréchaux, du Sel, de l'Ancienne-Prévôté, des Jacobins""")
CLASSIC = _list("""Victor-Hugo, Gambetta, Pasteur, Voltaire, Jules-Ferry, Émile-Zola, Jean-Moulin, Anatole-France,
Lamartine, Jean-Macé, Carnot, Diderot, Rousseau, Montesquieu, Thiers, Ledru-Rollin, Lafayette, Kléber, Marceau,
Hoche, Danton, Mirabeau, Condorcet, Lazare-Carnot, Édouard-Vaillant, Louis-Blanc, Raspail, Barbès, Louise-Michel,
Jules-Guesde, Paul-Bert, Camille-Desmoulins, Pierre-Brossolette, Guy-Môquet, Gabriel-Péri, Lucie-Aubrac, Jean-Zay,
Marc-Bloch, Germaine-Tillion, Geneviève-de-Gaulle, Simone-Veil, Olympe-de-Gouges, George-Sand, Colette, Rosa-Bonheur,
Alfred-de-Musset, Stendhal, Balzac, Flaubert, Maupassant, Jules-Verne, Alphonse-Daudet, Alexandre-Dumas, Chateaubriand,
Baudelaire, Rimbaud, Verlaine, Ronsard, Du-Bellay, Rabelais, Molière, Racine, Corneille, La-Fontaine, La-Bruyère,
Boileau, Beaumarchais, Marivaux, Théophile-Gautier, Charles-Péguy, Paul-Éluard, Robert-Desnos, Louis-Aragon,
Jacques-Prévert, Guillaume-Apollinaire, Romain-Rolland, Marcel-Pagnol, Jean-Giono, Saint-Exupéry, Albert-Camus,
de la République, de la Liberté, de l'Égalité, de la Fraternité, du 8-Mai-1945, du 11-Novembre, du 14-Juillet,
du 4-Septembre, du 19-Mars-1962, de la Résistance, des Déportés, des Fusillés, de Verdun, de la Marne, de l'Yser,
du Maréchal-Foch, du Maréchal-Leclerc, du Général-Delestraint, du Commandant-Charcot, du Docteur-Roux, du Docteur-Calmette,
de Strasbourg, de Metz, de Belfort, de Colmar, de Nancy, d'Alsace, de Lorraine, du Champ-de-Foire, du Marché-Couvert,
de l'Abattoir, du Gazomètre, de l'Octroi, des Messageries, des Diligences, de la Poste, du Lycée, de la Sous-Préfecture,
de la Caisse-d'Épargne, des Cheminots, de l'Entrepôt, de la Rotonde, du Chemin-de-Fer, de la Manufacture, de la Filature,
des Tisserands, de la Brasserie, de la Malterie, de la Verrerie, des Faïenciers, de la Faïencerie, des Mariniers,
du Halage, du Quai-aux-Bois, des Bateliers, de l'Écluse, du Déversoir, du Vieux-Moulin, des Blanchisseuses""")
FLOWERS = _list("""des Glycines, des Lilas, des Roses, des Iris, des Violettes, des Bleuets, des Coquelicots,
des Marguerites, des Jonquilles, des Tulipes, des Dahlias, des Hortensias, des Pivoines, des Œillets, des Jasmins,
des Camélias, des Magnolias, des Mimosas, des Genêts, des Bruyères, des Primevères, des Pervenches, du Muguet,
des Capucines, des Bégonias, des Géraniums, des Anémones, des Campanules, des Myosotis, des Clématites,
du Chèvrefeuille, des Églantines, des Aubépines, des Ajoncs, des Narcisses, des Lavandes, des Giroflées, des Pensées,
des Azalées, des Althéas, des Bleuets-Sauvages, des Digitales, des Gentianes, des Nénuphars, des Asters, des Cosmos""")
TREES = _list("""des Tilleuls, des Érables, des Chênes, des Ormes, des Bouleaux, des Charmes, des Frênes,
des Acacias, des Peupliers, des Platanes, des Marronniers, des Noyers, des Noisetiers, des Châtaigniers, des Cèdres,
des Sapins, des Pins, des Cyprès, des Ifs, des Saules, des Aulnes, des Hêtres, des Merisiers, des Cerisiers,
des Pommiers, des Poiriers, des Pruniers, des Cognassiers, des Néfliers, des Amandiers, des Mûriers, des Sorbiers,
des Alisiers, des Sureaux, des Buis, des Lauriers, des Troènes, des Houx, des Genévriers, des Figuiers, des Micocouliers""")
BIRDS = _list("""des Mésanges, des Rossignols, des Fauvettes, des Pinsons, des Chardonnerets, des Bouvreuils,
des Alouettes, des Hirondelles, des Martinets, des Merles, des Grives, des Loriots, des Rouges-Gorges, des Bergeronnettes,
des Tourterelles, des Palombes, des Perdrix, des Cailles, des Faisans, des Bécasses, des Courlis, des Vanneaux,
des Hérons, des Aigrettes, des Cigognes, des Martins-Pêcheurs, des Sarcelles, des Colverts, des Mouettes, des Milans,
des Faucons, des Éperviers, des Chouettes, des Huppes, des Coucous, des Geais, des Verdiers, des Roitelets, des Sittelles""")
PAINTERS = _list("""Claude-Monet, Auguste-Renoir, Paul-Cézanne, Edgar-Degas, Édouard-Manet, Camille-Pissarro,
Alfred-Sisley, Berthe-Morisot, Gustave-Courbet, Camille-Corot, Eugène-Delacroix, Théodore-Géricault, Watteau, Fragonard,
Chardin, Georges-de-La-Tour, Nicolas-Poussin, Henri-Matisse, Georges-Braque, Fernand-Léger, Robert-Delaunay,
Sonia-Delaunay, Suzanne-Valadon, Toulouse-Lautrec, Paul-Gauguin, Vincent-van-Gogh, Georges-Seurat, Paul-Signac,
Raoul-Dufy, Maurice-Utrillo, Jean-François-Millet, Rosa-Bonheur-Peintre, Auguste-Rodin, Camille-Claudel, Maillol, Bartholdi""")
MUSIC = _list("""Hector-Berlioz, Claude-Debussy, Maurice-Ravel, Georges-Bizet, Charles-Gounod, Jules-Massenet,
Gabriel-Fauré, Erik-Satie, Camille-Saint-Saëns, Jean-Philippe-Rameau, Couperin, Lully, Francis-Poulenc, Darius-Milhaud,
Arthur-Honegger, Lili-Boulanger, Nadia-Boulanger, Cécile-Chaminade, Paul-Dukas, César-Franck, Édouard-Lalo,
Jacques-Offenbach, Emmanuel-Chabrier, Mozart, Beethoven, Chopin, Schubert, Vivaldi""")
SCIENCE = _list("""Marie-Curie, Pierre-Curie, Ampère, Arago, Lavoisier, Gay-Lussac, Claude-Bernard, Becquerel,
Fresnel, Laplace, Lagrange, Sophie-Germain, Émilie-du-Châtelet, Denis-Papin, Branly, Louis-Braille, Blaise-Pascal,
Descartes, Fermat, Galilée, Copernic, Newton, Buffon, Cuvier, Lamarck, Jussieu, Parmentier, Laennec, Ambroise-Paré,
Henri-Poincaré, Évariste-Galois, Paul-Langevin, Irène-Joliot-Curie, Jean-Perrin, Coulomb, Foucault""")
AIR = _list("""Clément-Ader, Louis-Blériot, Roland-Garros, Hélène-Boucher, Maryse-Bastié, Jean-Mermoz, Guynemer,
des Frères-Montgolfier, Santos-Dumont, Henri-Guillaumet, Adrienne-Bolland, Nungesser, Costes-et-Bellonte, Didier-Daurat""")
PROVINCES = _list("""de Bretagne, de Normandie, de Picardie, d'Artois, de Champagne, de Bourgogne, de Franche-Comté,
de Savoie, du Dauphiné, de Provence, du Languedoc, de Gascogne, de Guyenne, du Béarn, du Poitou, de l'Anjou, du Maine,
de Touraine, du Berry, du Nivernais, du Bourbonnais, d'Auvergne, du Limousin, de la Marche, du Périgord, du Quercy,
du Rouergue, du Vivarais, du Forez, de Saintonge, du Roussillon, de Corse, du Perche, de la Beauce, de la Sologne""")
RIVERS = _list("""de la Loire, du Cher, de l'Indre, de la Creuse, de la Vienne, du Loir, de la Sarthe, de la Mayenne,
de l'Allier, de la Dordogne, de la Garonne, du Tarn, du Lot, de l'Adour, de la Charente, du Rhône, de la Saône,
du Doubs, de l'Ain, de l'Isère, de la Durance, de la Meuse, de la Moselle, de l'Oise, de l'Aisne, de la Somme""")
MOUNTAINS = _list("""des Alpes, des Pyrénées, du Jura, des Vosges, des Cévennes, du Mont-Blanc, du Ventoux,
du Vercors, de la Chartreuse, de Belledonne, du Canigou, de l'Aubrac, du Morvan, du Puy-de-Dôme""")
EUROPE = _list("""de Rome, de Lisbonne, de Madrid, de Bruxelles, d'Amsterdam, de Berlin, de Vienne-en-Autriche,
de Prague, de Varsovie, d'Athènes, de Dublin, de Copenhague, d'Helsinki, de Budapest, de Luxembourg, de Genève""")
FIELDS = _list("""de la Croix-Blanche, du Moulin-à-Vent, des Grands-Champs, des Petits-Prés, de la Noue, de la Borde,
du Clos-Bénit, de la Garenne, du Bois-Joli, des Ouches, de la Grange-aux-Dîmes, de la Métairie, des Varennes,
des Bruyères-Hautes, du Champ-Rond, de la Fosse-aux-Loups, de la Mare-aux-Canes, des Chaumes, du Gué, de la Planche,
des Sablons, des Carrières, de la Marnière, du Four-à-Chaux, de la Belle-Étoile, du Pressoir, des Plantes, des Coutures,
de la Haie-Vive, de la Perrière, du Calvaire, de la Croix-Boissée, de la Justice, du Gros-Chêne, de l'Orme-Creux,
des Alouettes-Hautes, du Val-Fleuri, du Clos-Lucet, de la Ferme-Neuve, des Longues-Raies, des Quartiers, de la Pointe,
de la Fontaine-aux-Clercs, du Lavoir, du Ruisseau, des Prairies, des Saules-Creux, de la Levée, des Îles, des Basses-Terres,
de la Vallée-Verte, du Coteau, des Hauts-Poiriers, du Raisin, de la Vendange, des Closeaux, du Bel-Air, du Point-du-Jour,
de la Chapelle, des Fiefs, du Fief-Gallet, de la Motte, du Vieux-Château, des Tuileries, du Cormier, de la Bergerie,
du Pâtis, du Champ-de-la-Dame, des Hautes-Rives, du Petit-Bois, de la Lande, des Étangs, de la Digue, des Roseaux,
des Grenouilles, du Héron-Cendré, de la Pêcherie, du Garde, de la Faisanderie, des Charbonniers, du Sabotier, de la Coupe,
des Sangliers, du Chevreuil, de la Biche, des Écureuils, du Rendez-Vous-de-Chasse, des Trois-Fontaines, des Quatre-Routes,
de la Sente-aux-Ânes, de la Herse, du Sillon, des Moissons, des Gerbes, du Fournil, des Laboureurs, des Vachers""")
WORKS = _list("""des Artisans, des Métiers, de l'Artisanat, des Entrepreneurs, des Compagnons, des Forges, des Fonderies,
de la Mécanique, des Transporteurs, de la Logistique, du Négoce, de l'Innovation, des Peupliers-Noirs, Gustave-Eiffel,
Louis-Renault, André-Citroën, Marcel-Dassault, Jacquard, Vaucanson, Niépce, Nicéphore-Niépce, Conté, Philippe-Lebon,
Zénobe-Gramme, Aristide-Bergès, Joseph-Cugnot, du Bois-Vert, de la Plaine, de la Sablière""")

THEMES: dict[str, tuple[tuple[str, ...], ...]] = {
    "core": (OLD,),
    "faubourg": (CLASSIC,),
    "station": (CLASSIC, MUSIC),
    "mixed": (SCIENCE, CLASSIC, AIR, RIVERS),
    "houses": (FLOWERS, TREES, BIRDS, PAINTERS, MUSIC, PROVINCES, FIELDS),
    "towers": (EUROPE, PROVINCES, MOUNTAINS, RIVERS, AIR),
    "renewal": (CLASSIC, MOUNTAINS, PAINTERS),
    "industry": (WORKS, AIR, SCIENCE),
    "village": (FIELDS, TREES, OLD),
    "hamlet": (FIELDS, TREES),
    "fields": (FIELDS,),
    "wood": (FIELDS,),
}
LAST_RESORT = (CLASSIC, SCIENCE, RIVERS, MUSIC, PAINTERS, PROVINCES, TREES, FLOWERS, BIRDS, FIELDS)

WAYS: dict[str, tuple[tuple[str, float], ...]] = {
    "core": (("Rue", 0.72), ("Ruelle", 0.1), ("Passage", 0.08), ("Venelle", 0.06), ("Cour", 0.04)),
    "village": (("Rue", 0.7), ("Chemin", 0.18), ("Ruelle", 0.12)),
    "hamlet": (("Rue", 0.6), ("Chemin", 0.3), ("Ruelle", 0.1)),
    "fields": (("Chemin", 0.85), ("Route", 0.15)),
    "wood": (("Allée", 0.6), ("Sentier", 0.4)),
    "towers": (("Rue", 0.6), ("Allée", 0.25), ("Avenue", 0.15)),
    "dead end": (("Impasse", 0.5), ("Allée", 0.3), ("Clos", 0.1), ("Cité", 0.1)),
    "core dead end": (("Impasse", 0.4), ("Cour", 0.3), ("Passage", 0.3)),
    "": (("Rue", 0.93), ("Allée", 0.07)),
}


def street_kind_word(style: str, dead_end: bool, draw: float) -> str:
    """Rue, impasse, chemin... for a way of this style; `draw` is between 0 and 1."""
    key = ("core dead end" if style == "core" else "dead end") if dead_end else style
    total = 0.0
    for word, share in WAYS.get(key, WAYS[""]):
        total += share
        if draw < total:
            return word
    return "Rue"


class NameStock:
    """Hands out street names, each once, neighbours from the same theme."""

    def __init__(self, rng: np.random.Generator, taken: set[str]) -> None:
        self._rng = rng
        self._taken = {_bare(name) for name in taken}
        self._whole = set(taken)
        self._supplies: dict[int, Iterator[str]] = {}
        self._rural = 0

    def beside(self, parent: str, word: str) -> str:
        """The name of a dead end, after the street it leaves: impasse des Lilas, clos des Lilas."""
        for way in (word, "Impasse", "Allée", "Clos", "Square", "Passage", "Cité", "Villa", "Cour"):
            name = f"{way} {_bare(parent)}"
            if name not in self._whole and way != parent.split(" ", 1)[0]:
                self._whole.add(name)
                return name
        return f"{word} {self._last_resort()}"

    def take(self, style: str, theme: float) -> str:
        """A name for a way; `theme` (0 to 1) chooses among the style's themes."""
        pools = THEMES[style]
        first = min(int(theme * len(pools)), len(pools) - 1)
        order = [*pools[first:], *pools[:first], *LAST_RESORT]
        for pool in order:
            for name in self._supply(pool):
                if name not in self._taken:
                    self._taken.add(name)
                    return name
        return self._last_resort()

    def _supply(self, pool: tuple[str, ...]) -> Iterator[str]:
        key = id(pool)
        if key not in self._supplies:
            order = self._rng.permutation(len(pool))
            self._supplies[key] = iter([pool[index] for index in order])
        return self._supplies[key]

    def _last_resort(self) -> str:
        """Names are used up: old field names are made of a few words."""
        heads = ("du Haut", "du Bas", "du Vieux", "du Grand", "du Petit")
        tails = ("Pré", "Bois", "Chêne", "Verger", "Champ", "Puits", "Moulin", "Clos", "Val", "Gué")
        ends = ("", "-Neuf", "-Rond", "-Blanc", "-Vert", "-Dormant", "-Fleuri")
        for end in ends:
            for head in heads:
                for tail in tails:
                    name = f"{head}-{tail}{end}"
                    if name not in self._taken:
                        self._taken.add(name)
                        return name
        self._rural += 1
        return f"rural n° {self._rural}"


def _bare(name: str) -> str:
    """The name without its kind of way."""
    return name.split(" ", 1)[-1]
