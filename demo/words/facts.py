"""Facts by service/sub-type, read from plain text: one pattern a line.

`@service/subtype` opens a sub-type, `~` marks a very short way to say it.
"""
# ruff: noqa: E501 - lists of words and figures read better in long lines.

from pathlib import Path

HERE = Path(__file__).parent


def read(*names: str) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Patterns and very short patterns by key, from the text files named."""
    facts: dict[str, list[str]] = {}
    briefs: dict[str, list[str]] = {}
    key = ""
    for name in names:
        for line in (HERE / name).read_text("utf-8").splitlines():
            text = line.strip()
            if text.startswith("@"):
                key = text[1:]
            elif text.startswith("~"):
                briefs.setdefault(key, []).append(text[1:].strip())
            elif text and not text.startswith("#"):
                facts.setdefault(key, []).append(text)
    return (
        {key: tuple(lines) for key, lines in facts.items()},
        {key: tuple(lines) for key, lines in briefs.items()},
    )


FACTS, BRIEFS = read("facts_clean.txt", "facts_road.txt", "facts_outside.txt", "facts_people.txt")

FOREIGN: dict[str, tuple[tuple[str, str], ...]] = {
    "dump": (("en", "Hello, there is a mattress and some bags dumped near number {n}. Could you collect them please?"), ("es", "Buenos días, hay muebles tirados en la acera delante del {n}. Gracias."), ("pt", "Bom dia, deixaram um sofá e lixo na rua em frente ao {n}. Obrigado."), ("tr", "Merhaba, {n} numaranın önüne eski eşyalar atılmış, alır mısınız? Teşekkürler."), ("ar", "مرحبا، توجد أثاثات ونفايات مرمية أمام الرقم {n}. شكرا لكم.")),
    "dirt": (("en", "The pavement is very dirty around here, broken glass everywhere. Thank you."), ("es", "La acera está muy sucia, hay vidrios rotos."), ("pt", "O passeio está muito sujo, há vidros partidos."), ("ar", "الرصيف متسخ جدا وفيه زجاج مكسور.")),
    "graffiti": (("en", "Someone painted insults on the wall next to the school."), ("es", "Han pintado el muro del {n}.")),
    "vehicles": (("en", "A car has been blocking my garage since this morning."), ("pt", "Um carro está estacionado em cima do passeio há dias.")),
    "road": (("en", "Big pothole at number {n}, I nearly fell off my bike."), ("es", "Hay un agujero grande en la calle, es peligroso para las bicis."), ("tr", "Yolda büyük bir çukur var, çok tehlikeli."), ("pt", "Há um buraco grande na estrada em frente ao {n}.")),
    "light": (("en", "The street light in front of {n} does not work, it is very dark at night."), ("es", "La farola no funciona desde hace una semana."), ("ar", "عمود الإنارة لا يعمل منذ أسبوع والشارع مظلم."), ("tr", "Sokak lambası yanmıyor, gece çok karanlık.")),
    "water": (("en", "Water is leaking in the street since yesterday."), ("es", "Sale agua de la calle desde ayer."), ("pt", "Há uma fuga de água na rua.")),
    "green": (("en", "A big branch is broken and hangs over the path."), ("es", "Hay una rama rota encima del camino.")),
    "collection": (("en", "Our yellow bin was not emptied this week."), ("pt", "O caixote amarelo não foi recolhido.")),
    "noise": (("en", "There is loud music every night until 2 am, we cannot sleep."), ("pt", "Há muito barulho todas as noites.")),
    "housing": (("en", "There is mould in my flat and the landlord does not answer."), ("ar", "توجد رطوبة كبيرة في الشقة وصاحب البيت لا يجيب."), ("pt", "A minha casa tem muita humidade e bolor.")),
    "school": (("en", "I would like to register my daughter for the canteen, I don't speak French well."), ("pt", "Queria inscrever o meu filho na cantina."), ("tr", "Oğlumu yemekhaneye kaydettirmek istiyorum.")),
    "social": (("en", "I lost my job and cannot pay my electricity bill. Who can help me?"), ("ar", "أحتاج إلى مساعدة لدفع فاتورة الكهرباء.")),
    "civil": (("en", "I need an appointment for my passport, when is the next free date?"), ("es", "Necesito una cita para el pasaporte."), ("pt", "Preciso de marcar para o cartão de identidade.")),
    "admin": (("en", "Hello, I have just moved here. Thank you for this website, very useful."), ("es", "Hola, una idea: más bancos cerca del río."), ("pt", "Bom dia, obrigado pelo vosso trabalho.")),
}  # fmt: skip

AROUND: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "en": (("", "Hi, ", "Good morning, ", "Sorry for my French, so in English: ", "Hello, "), ("", " Thanks.", " Many thanks, {rue}.", " It has been {jours} days.", " Near {lieu}.", " Please help.")),
    "es": (("", "Hola, ", "Buenas tardes, "), ("", " Gracias.", " Desde hace {jours} días.", " Cerca de {lieu}.", " Muchas gracias por su ayuda.")),
    "pt": (("", "Olá, ", "Boa tarde, "), ("", " Obrigada.", " Há {jours} dias.", " Perto de {lieu}.", " Obrigado pela ajuda.")),
    "tr": (("", "Selam, ", "İyi günler, "), ("", " Teşekkürler.", " {jours} gündür böyle.", " {lieu} yakınında.")),
    "ar": (("", "السلام عليكم، ", "صباح الخير، "), ("", " شكرا.", " منذ {jours} أيام.", " قرب {lieu}.")),
}  # fmt: skip
"""What stands before and after, by language."""
