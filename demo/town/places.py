"""What stands where in Belloire: public places, squares and parks, in metres."""

from dataclasses import dataclass

from demo.town.geometry import XY


@dataclass(frozen=True, slots=True)
class Landmark:
    """A public place. `use` is what its block becomes; empty keeps the block built."""

    kind: str
    name: str
    at: XY
    use: str = ""


@dataclass(frozen=True, slots=True)
class Square:
    """A paved square: centre, sides and turn in degrees."""

    name: str
    at: XY
    size: tuple[float, float]
    turn: float


SQUARES: tuple[Square, ...] = (
    Square("Place du Marché", (5, 30), (88, 58), 8),
    Square("Place de l'Hôtel-de-Ville", (-150, -5), (62, 50), -6),
    Square("Parvis Saint-Étienne", (160, 45), (58, 66), 3),
    Square("Place Gambetta", (-310, 180), (66, 54), 40),
    Square("Place de la République", (305, 270), (70, 60), -38),
    Square("Place de la Gare", (-65, 650), (118, 52), 6),
    Square("Place du Temple", (230, 375), (44, 40), 5),
    Square("Place de la Madeleine", (-620, 20), (54, 46), 6),
    Square("Place Saint-Jacques", (-70, -545), (56, 46), 14),
    Square("Place des Hauts-Champs", (545, 1085), (92, 64), 14),
    Square("Place du Port", (935, 15), (70, 52), -38),
    Square("Place de l'Église", (1785, 1990), (62, 50), 48),
    Square("Place du Clos-Fleuri", (-460, 995), (54, 44), 6),
    Square("Place des Vignerons", (900, -575), (56, 42), 10),
    Square("Rond-Point de Bel-Air", (920, 635), (58, 58), 20),
)

LANDMARKS: tuple[Landmark, ...] = (
    Landmark("town_hall", "Hôtel de ville", (-160, 30)),
    Landmark("church", "Église Saint-Étienne", (160, 80)),
    Landmark("market", "Halles du Marché", (50, 60)),
    Landmark("library", "Médiathèque Rosa-Bonheur", (-95, 155)),
    Landmark("theatre", "Théâtre municipal", (85, -95)),
    Landmark("museum", "Musée de la Faïence", (240, -180)),
    Landmark("police", "Police municipale", (-240, 110)),
    Landmark("social", "Maison des solidarités", (-375, 300)),
    Landmark("station", "Gare de Belloire", (-65, 690)),
    Landmark("post", "Bureau de poste", (-85, 375)),
    Landmark("hospital", "Centre hospitalier", (1065, 520), "hospital"),
    Landmark("cemetery", "Cimetière du Père-Soyer", (-650, -900), "cemetery"),
    Landmark("cemetery", "Cimetière de Saint-Lubin", (2050, 2125), "cemetery"),
    Landmark("pool", "Piscine des Rives", (1190, 180), "sports"),
    Landmark("stadium", "Stade de la Plaine-des-Jeux", (-505, 1260), "sports"),
    Landmark("stadium", "Gymnase et terrains du Midi", (505, -970), "sports"),
    Landmark("stadium", "Gymnase des Hauts-Champs", (755, 1405), "sports"),
    Landmark("school", "Lycée Condorcet", (610, 375), "school"),
    Landmark("school", "Lycée des métiers de la Plaine", (-1440, 830), "school"),
    Landmark("school", "Collège Jean-Moulin", (-650, 290), "school"),
    Landmark("school", "Collège George-Sand", (865, 1330), "school"),
    Landmark("school", "Collège du Midi", (180, -920), "school"),
    Landmark("school", "École du Château", (-240, -130), "school"),
    Landmark("school", "École des Halles", (290, -110), "school"),
    Landmark("school", "École de la Gare", (110, 590), "school"),
    Landmark("school", "École du Temple", (405, 545), "school"),
    Landmark("school", "École de la Madeleine", (-755, -95), "school"),
    Landmark("school", "École Pauline-Kergomard", (-1370, 180), "school"),
    Landmark("school", "École Saint-Jacques", (-240, -590), "school"),
    Landmark("school", "École Les Vignes", (1080, -650), "school"),
    Landmark("school", "École des Hauts-Champs", (445, 1260), "school"),
    Landmark("school", "École Simone-Veil", (1045, 1440), "school"),
    Landmark("school", "École de la Croix-Blanche", (-250, 1125), "school"),
    Landmark("school", "École des Érables", (-145, 1620), "school"),
    Landmark("school", "École des Rives", (830, -45), "school"),
    Landmark("school", "École de Bel-Air", (900, 780), "school"),
    Landmark("school", "École de Saint-Lubin", (1690, 2090), "school"),
    Landmark("nursery", "Crèche Les Petits Pas", (345, 85)),
    Landmark("nursery", "Crèche du Clos-Fleuri", (-445, 1080)),
    Landmark("nursery", "Crèche des Hauts-Champs", (635, 1165)),
    Landmark("community", "Maison de quartier des Hauts-Champs", (575, 1125)),
    Landmark("community", "Maison de quartier Saint-Jacques", (-110, -505)),
    Landmark("community", "Maison de quartier de la Madeleine", (-590, 65)),
    Landmark("community", "Mairie annexe de Saint-Lubin", (1815, 2040)),
    Landmark("recycling", "Déchèterie de la Plaine", (-2340, 545)),
    Landmark("depot", "Centre technique municipal", (-1690, 900)),
    Landmark("park", "Jardin de l'Évêché", (240, -240), "park"),
    Landmark("park", "Jardin des Remparts", (-405, 85), "park"),
    Landmark("park", "Parc de la Roseraie", (-325, 830), "park"),
    Landmark("park", "Parc des Rives", (1225, -20), "park"),
    Landmark("park", "Parc Lucie-Aubrac", (650, 1295), "park"),
    Landmark("park", "Square des Cheminots", (-325, 575), "park"),
    Landmark("park", "Square de la Filature", (-1080, 180), "park"),
    Landmark("park", "Parc des Coteaux", (1225, -360), "park"),
    Landmark("park", "Square Saint-Jacques", (-360, -650), "park"),
    Landmark("park", "Jardin des Tilleuls", (360, -720), "park"),
    Landmark("park", "Parc de Bel-Air", (1190, 935), "park"),
    Landmark("park", "Pré communal", (1945, 2305), "park"),
    Landmark("park", "Square des Mésanges", (70, 1330), "park"),
    Landmark("park", "Bois du Nord", (-650, 1690), "park"),
    Landmark("gardens", "Jardins familiaux du Gué", (-1405, -900), "gardens"),
)
