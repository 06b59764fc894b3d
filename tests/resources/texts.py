"""What the documents of the tests say, in each language of the site."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Texts:
    """The words of a note. `{0}` stands for a number or a blank."""

    title: str
    summary: str
    kind: str
    audiences: tuple[str, ...]
    jurisdictions: tuple[str, ...]
    principle: str
    annex: str
    # Heading and key message.
    sections: list[tuple[str, str]]
    paragraphs: list[str]
    items: list[str]
    notes: list[str]
    term: str
    definition: str
    do: str
    dont: str
    pairs: list[tuple[str, str]]
    callout: str
    warning: str
    picture: str
    caption: str
    quotation: str
    speaker: str
    role: str
    download: str
    annexes: list[str]
    letter_introduction: str
    blanks: list[str]
    letter: list[str]
    checklist_introduction: str
    checks: list[tuple[str, list[str]]]
    # Where, the text, an instrument, a provision of it.
    laws: list[tuple[str, str, str, str]]


TEXTS = {
    "en": Texts(
        title="Guidance Note on the Use of Images of Survivors",
        summary="How to show people who have survived exploitation so that "
        "they keep their dignity, their safety and their say, from "
        "the first question to the last print.",
        kind="Guidance note",
        audiences=(
            "Media",
            "Organisations",
            "Public authorities",
        ),
        jurisdictions=(
            "International",
            "Thailand",
            "Mexico",
        ),
        principle="Principle {}",
        annex="Annex {}",
        sections=[
            (
                "Why pictures weigh more than words",
                "",
            ),
            (
                "Who this note is for",
                "",
            ),
            (
                "Choose images and words with respect",
                "Show a person, not a wound. A picture that would shame you in their "
                "place is not the one to print.",
            ),
            (
                "Privacy comes before publication",
                "What identifies somebody stays out unless they have said, freely and "
                "knowing what follows, that it may stand there.",
            ),
        ],
        paragraphs=[
            "A picture is seen before a sentence is read, and it stays when the "
            "sentence is forgotten. Somebody photographed at the worst hour of their "
            "life will meet that hour again, on the phone of a neighbour, years after "
            "everything else has changed.",
            "This note grew out of a discussion in which members of the coalition "
            "compared the photographs in their own annual reports. Most of them "
            "showed faces; few could say where the consent was kept.",
            "It does not ask anybody to stop showing what happens. It asks that the "
            "people shown should be able to look at the result, and to have had a say "
            "in it.",
            "It is written for everyone who commissions, takes, chooses or prints "
            "pictures: editors, communications staff, photographers, police press "
            "offices and donors. It can be read in an hour, and its checklist in the "
            "time that it takes to caption a photograph.",
            "Choose what represents the issue rather than what arrests the eye.",
            "Chains, darkness and bars say more about the picture desk than about the "
            "person, and readers who have seen them once believe that they know the "
            "rest.",
            "A detail is enough: a name on a school bag, the number of a house, a "
            "tattoo, the view from a window. Crop it, wait for another moment, or "
            "leave the picture out.",
        ],
        items=[
            "Ask before you take a picture, and again before you print it.",
            "Say where it will appear, for how long, and who will be able to copy it.",
            "Take no for an answer, also when it comes late.",
        ],
        notes=[
            "Discussion among members, March 2016, 44 comments.",
            "International Covenant on Civil and Political Rights, <a "
            'href="https://www.ohchr.org/en/instruments">article 17</a>.',
            "Convention on the Rights of the Child, article 16.",
        ],
        term="Informed consent",
        definition="A yes that somebody gives freely, knowing what will be done "
        "with their picture, and that they can take back.",
        do="Do",
        dont="Don’t",
        pairs=[
            (
                "Show people at work, with their colleagues, in the clothes they chose.",
                "Show people alone, in a corner, looking up at the camera.",
            ),
            (
                "Name the law that was broken.",
                "Name the street in which it was broken.",
            ),
        ],
        callout="Children",
        warning="Do not show the face of a child, whatever the parents have "
        "signed. A child cannot weigh what a search engine will "
        "remember.",
        picture="Two hands writing on a sheet of paper",
        caption="A drawing can carry the story that a photograph must not.",
        quotation="They asked me what I wanted people to see. Nobody had asked me that before.",
        speaker="A survivor",
        role="from a workshop on consent",
        download="Briefing for photographers",
        annexes=[
            "Form of consent letter",
            "Checklist",
            "Legal background",
        ],
        letter_introduction="Read it aloud together before anybody signs. Each keeps a copy.",
        blanks=[
            "Name of the person",
            "Organisation",
            "Purpose",
            "Date",
            "Signature",
        ],
        letter=[
            "I, {0}, have spoken with {1} about my picture and my story.",
            "They may use them for {2}, and for nothing else. I have seen the "
            "picture. I know that I can take this back at any time, and whom to call.",
            "{3} {4}",
        ],
        checklist_introduction="Before a picture leaves your hands:",
        checks=[
            (
                "The picture",
                [
                    "It shows what the text says, and nothing that shames.",
                    "Nothing in it tells strangers where the person lives.",
                ],
            ),
            (
                "The consent",
                [
                    "It was given before, in writing or on record.",
                    "The person has seen the picture and the words beside it.",
                    "We know when it ends, and who deletes the files.",
                ],
            ),
        ],
        laws=[
            (
                "International",
                "Nobody shall be subjected to arbitrary interference with their privacy.",
                "International Covenant on Civil and Political Rights",
                "article 17",
            ),
            (
                "Thailand",
                "A picture by which somebody can be recognised is personal data.",
                "Personal Data Protection Act",
                "section 19",
            ),
        ],
    ),
    "es": Texts(
        title="Nota de orientación sobre el uso de imágenes de sobrevivientes",
        summary="Cómo mostrar a quienes han sobrevivido a la explotación sin "
        "quitarles la dignidad, la seguridad ni la palabra, desde la "
        "primera pregunta hasta la última copia impresa.",
        kind="Nota de orientación",
        audiences=(
            "Medios de comunicación",
            "Organizaciones",
            "Autoridades",
        ),
        jurisdictions=(
            "Internacional",
            "Tailandia",
            "México",
        ),
        principle="Principio {}",
        annex="Anexo {}",
        sections=[
            (
                "Por qué una imagen pesa más que las palabras",
                "",
            ),
            (
                "A quién se dirige esta nota",
                "",
            ),
            (
                "Elija imágenes y palabras con respeto",
                "Muestre a una persona, no una herida. La imagen que a usted le "
                "avergonzaría en su lugar no es la que debe publicarse.",
            ),
            (
                "La intimidad va antes que la publicación",
                "Lo que identifica a alguien queda fuera, salvo que haya dicho, "
                "libremente y sabiendo lo que sigue, que puede aparecer.",
            ),
        ],
        paragraphs=[
            "Una imagen se ve antes de que se lea una frase, y permanece cuando la "
            "frase se ha olvidado. Quien fue fotografiado en la peor hora de su vida "
            "volverá a encontrarse con esa hora en el teléfono de un vecino, años "
            "después de que todo lo demás haya cambiado.",
            "Esta nota surgió de un debate en el que los miembros de la coalición "
            "compararon las fotografías de sus propios informes anuales. La mayoría "
            "mostraba rostros; pocos podían decir dónde se guardaba el "
            "consentimiento.",
            "No pide a nadie que deje de mostrar lo que sucede. Pide que las personas "
            "retratadas puedan mirar el resultado y hayan tenido voz en él.",
            "Está escrita para quienes encargan, toman, eligen o imprimen imágenes: "
            "editores, equipos de comunicación, fotógrafos, gabinetes de prensa de la "
            "policía y donantes. Se lee en una hora, y su lista de comprobación en lo "
            "que se tarda en escribir un pie de foto.",
            "Elija lo que representa el problema y no lo que detiene la mirada.",
            "Las cadenas, la oscuridad y las rejas dicen más de la redacción que de "
            "la persona, y quien las ha visto una vez cree conocer el resto.",
            "Basta un detalle: un nombre en una mochila escolar, el número de una "
            "casa, un tatuaje, la vista desde una ventana. Recorte, espere otro "
            "momento o prescinda de la imagen.",
        ],
        items=[
            "Pregunte antes de tomar una imagen, y de nuevo antes de imprimirla.",
            "Diga dónde aparecerá, durante cuánto tiempo y quién podrá copiarla.",
            "Acepte un no por respuesta, aunque llegue tarde.",
        ],
        notes=[
            "Debate entre los miembros, marzo de 2016, 44 comentarios.",
            "Pacto Internacional de Derechos Civiles y Políticos, <a "
            'href="https://www.ohchr.org/en/instruments">artículo 17</a>.',
            "Convención sobre los Derechos del Niño, artículo 16.",
        ],
        term="Consentimiento informado",
        definition="Un sí que alguien da libremente, sabiendo qué se hará con su "
        "imagen, y que puede retirar.",
        do="Sí",
        dont="No",
        pairs=[
            (
                "Muestre a las personas en su trabajo, con sus colegas, con la ropa que eligieron.",
                "Muestre a las personas solas, en un rincón, mirando a la cámara desde abajo.",
            ),
            (
                "Nombre la ley que se violó.",
                "Nombre la calle en la que se violó.",
            ),
        ],
        callout="Niñas y niños",
        warning="No muestre el rostro de un menor, hayan firmado lo que hayan "
        "firmado sus padres. Un niño no puede sopesar lo que "
        "recordará un buscador.",
        picture="Dos manos que escriben en una hoja de papel",
        caption="Un dibujo puede llevar la historia que una fotografía no debe llevar.",
        quotation="Me preguntaron qué quería que viera la gente. Nadie me lo "
        "había preguntado antes.",
        speaker="Una sobreviviente",
        role="en un taller sobre el consentimiento",
        download="Hoja informativa para fotógrafos",
        annexes=[
            "Modelo de carta de consentimiento",
            "Lista de comprobación",
            "Marco jurídico",
        ],
        letter_introduction="Léanla juntos en voz alta antes de que nadie firme. Cada "
        "parte guarda una copia.",
        blanks=[
            "Nombre de la persona",
            "Organización",
            "Finalidad",
            "Fecha",
            "Firma",
        ],
        letter=[
            "Yo, {0}, he hablado con {1} sobre mi imagen y mi historia.",
            "Pueden usarlas para {2} y para nada más. He visto la imagen. Sé que "
            "puedo retirar este permiso en cualquier momento y a quién llamar.",
            "{3} {4}",
        ],
        checklist_introduction="Antes de que una imagen salga de sus manos:",
        checks=[
            (
                "La imagen",
                [
                    "Muestra lo que dice el texto y nada que avergüence.",
                    "Nada en ella dice a extraños dónde vive la persona.",
                ],
            ),
            (
                "El consentimiento",
                [
                    "Se dio antes, por escrito o en una grabación.",
                    "La persona ha visto la imagen y las palabras que la acompañan.",
                    "Sabemos cuándo termina y quién borra los archivos.",
                ],
            ),
        ],
        laws=[
            (
                "Internacional",
                "Nadie será objeto de injerencias arbitrarias en su vida privada.",
                "Pacto Internacional de Derechos Civiles y Políticos",
                "artículo 17",
            ),
            (
                "Tailandia",
                "Una imagen por la que se reconoce a alguien es un dato personal.",
                "Ley de Protección de Datos Personales",
                "artículo 19",
            ),
        ],
    ),
    "fr": Texts(
        title="Note d’orientation sur l’usage d’images de personnes survivantes",
        summary="Comment montrer des personnes qui ont survécu à "
        "l’exploitation sans leur ôter leur dignité, leur sécurité ni "
        "leur parole, de la première question au dernier tirage.",
        kind="Note d’orientation",
        audiences=(
            "Médias",
            "Organisations",
            "Autorités publiques",
        ),
        jurisdictions=(
            "International",
            "Thaïlande",
            "Mexique",
        ),
        principle="Principe {}",
        annex="Annexe {}",
        sections=[
            (
                "Pourquoi une image pèse plus que les mots",
                "",
            ),
            (
                "À qui s’adresse cette note",
                "",
            ),
            (
                "Choisir les images et les mots avec respect",
                "Montrez une personne, pas une blessure. L’image qui vous ferait "
                "honte à sa place n’est pas celle qu’il faut publier.",
            ),
            (
                "La vie privée passe avant la publication",
                "Ce qui permet de reconnaître quelqu’un reste dehors, sauf si cette "
                "personne a dit, librement et en sachant la suite, que cela peut y "
                "figurer.",
            ),
        ],
        paragraphs=[
            "On voit une image avant de lire une phrase, et elle reste quand la "
            "phrase est oubliée. Qui a été photographié à la pire heure de sa vie "
            "retrouvera cette heure sur le téléphone d’un voisin, des années après "
            "que tout le reste a changé.",
            "Cette note est née d’une discussion où les membres de la coalition ont "
            "comparé les photographies de leurs propres rapports annuels. La plupart "
            "montraient des visages ; peu savaient dire où le consentement était "
            "conservé.",
            "Elle ne demande à personne de cesser de montrer ce qui se passe. Elle "
            "demande que les personnes montrées puissent regarder le résultat, et "
            "qu’elles aient eu leur mot à dire.",
            "Elle s’adresse à toutes celles et ceux qui commandent, prennent, "
            "choisissent ou impriment des images : rédactions, équipes de "
            "communication, photographes, services de presse de la police et "
            "bailleurs. Elle se lit en une heure, et sa liste de contrôle le temps "
            "d’écrire une légende.",
            "Choisissez ce qui représente le problème plutôt que ce qui arrête le regard.",
            "Les chaînes, l’obscurité et les barreaux en disent plus sur la rédaction "
            "que sur la personne, et qui les a vus une fois croit connaître le reste.",
            "Un détail suffit : un nom sur un cartable, le numéro d’une maison, un "
            "tatouage, la vue d’une fenêtre. Recadrez, attendez un autre moment, ou "
            "renoncez à l’image.",
        ],
        items=[
            "Demandez avant de prendre une image, et encore avant de l’imprimer.",
            "Dites où elle paraîtra, combien de temps, et qui pourra la copier.",
            "Acceptez un non, même s’il vient tard.",
        ],
        notes=[
            "Discussion entre les membres, mars 2016, 44 commentaires.",
            "Pacte international relatif aux droits civils et politiques, <a "
            'href="https://www.ohchr.org/en/instruments">article 17</a>.',
            "Convention relative aux droits de l’enfant, article 16.",
        ],
        term="Consentement éclairé",
        definition="Un oui que l’on donne librement, en sachant ce qui sera fait "
        "de son image, et que l’on peut reprendre.",
        do="À faire",
        dont="À éviter",
        pairs=[
            (
                "Montrez les personnes au travail, avec leurs collègues, dans les "
                "vêtements qu’elles ont choisis.",
                "Montrez les personnes seules, dans un coin, les yeux levés vers l’appareil.",
            ),
            (
                "Nommez la loi qui a été violée.",
                "Nommez la rue où elle l’a été.",
            ),
        ],
        callout="Enfants",
        warning="Ne montrez pas le visage d’un enfant, quoi qu’aient signé "
        "ses parents. Un enfant ne peut pas mesurer ce dont un moteur "
        "de recherche se souviendra.",
        picture="Deux mains qui écrivent sur une feuille de papier",
        caption="Un dessin peut porter l’histoire qu’une photographie ne doit pas porter.",
        quotation="On m’a demandé ce que je voulais que les gens voient. "
        "Personne ne me l’avait demandé.",
        speaker="Une survivante",
        role="lors d’un atelier sur le consentement",
        download="Fiche pour les photographes",
        annexes=[
            "Modèle de lettre de consentement",
            "Liste de contrôle",
            "Cadre juridique",
        ],
        letter_introduction="Lisez-la ensemble à voix haute avant toute signature. Chacun "
        "en garde une copie.",
        blanks=[
            "Nom de la personne",
            "Organisation",
            "But",
            "Date",
            "Signature",
        ],
        letter=[
            "Je, {0}, ai parlé avec {1} de mon image et de mon histoire.",
            "Elles peuvent servir à {2} et à rien d’autre. J’ai vu l’image. Je sais "
            "que je peux reprendre cet accord à tout moment, et qui appeler.",
            "{3} {4}",
        ],
        checklist_introduction="Avant qu’une image ne quitte vos mains :",
        checks=[
            (
                "L’image",
                [
                    "Elle montre ce que dit le texte, et rien qui fasse honte.",
                    "Rien n’y dit à des inconnus où vit la personne.",
                ],
            ),
            (
                "Le consentement",
                [
                    "Il a été donné avant, par écrit ou sur enregistrement.",
                    "La personne a vu l’image et les mots qui l’accompagnent.",
                    "Nous savons quand il finit, et qui efface les fichiers.",
                ],
            ),
        ],
        laws=[
            (
                "International",
                "Nul ne sera l’objet d’immixtions arbitraires dans sa vie privée.",
                "Pacte international relatif aux droits civils et politiques",
                "article 17",
            ),
            (
                "Thaïlande",
                "Une image qui permet de reconnaître quelqu’un est une donnée personnelle.",
                "Loi sur la protection des données personnelles",
                "article 19",
            ),
        ],
    ),
    "ar": Texts(
        title="مذكرة إرشادية بشأن استخدام صور الناجين والناجيات",
        summary="كيف نُظهر من نجوا من الاستغلال بحيث تبقى لهم كرامتهم "
        "وسلامتهم وكلمتهم، من السؤال الأول إلى آخر نسخة مطبوعة.",
        kind="مذكرة إرشادية",
        audiences=(
            "وسائل الإعلام",
            "المنظمات",
            "السلطات العامة",
        ),
        jurisdictions=(
            "دولي",
            "تايلاند",
            "المكسيك",
        ),
        principle="المبدأ {}",
        annex="المرفق {}",
        sections=[
            (
                "لماذا تزن الصورة أكثر من الكلام",
                "",
            ),
            (
                "لمن كُتبت هذه المذكرة",
                "",
            ),
            (
                "اختر الصور والكلمات باحترام",
                "أظهر إنسانًا لا جرحًا. الصورة التي تخجل منها لو كنت مكانه ليست هي التي تُنشر.",
            ),
            (
                "الخصوصية قبل النشر",
                "كل ما يدلّ على هوية شخص يبقى خارج الصورة، ما لم يقل هو بحرية، وهو "
                "يعلم ما يترتب على ذلك، إن ظهوره جائز.",
            ),
        ],
        paragraphs=[
            "تُرى الصورة قبل أن تُقرأ الجملة، وتبقى بعد أن تُنسى الجملة. ومن صُوّر في "
            "أسوأ ساعة من حياته سيلتقي تلك الساعة من جديد على هاتف أحد الجيران، بعد "
            "سنوات من تغيّر كل شيء آخر.",
            "نشأت هذه المذكرة من نقاش قارن فيه أعضاء التحالف الصور الواردة في "
            "تقاريرهم السنوية (2010–2016). كان معظمها يُظهر وجوهًا، وقليل منهم استطاع "
            "أن يقول أين حُفظت الموافقة.",
            "وهي لا تطلب من أحد أن يكفّ عن إظهار ما يحدث، بل تطلب أن يكون بوسع من "
            "تُعرض صورهم أن ينظروا إلى النتيجة، وأن تكون لهم كلمة فيها.",
            "كُتبت لكل من يطلب الصور أو يلتقطها أو يختارها أو يطبعها: المحررون وموظفو "
            "الاتصال والمصورون ومكاتب الإعلام في الشرطة والجهات المانحة. تُقرأ في "
            "ساعة، وتُقرأ قائمة التحقق فيها في الوقت الذي تستغرقه كتابة تعليق تحت "
            "صورة.",
            "اختر ما يمثّل القضية لا ما يستوقف العين.",
            "السلاسل والظلام والقضبان تقول عن مكتب الصور أكثر مما تقول عن الإنسان، "
            "ومن رآها مرة ظنّ أنه يعرف الباقي.",
            "يكفي تفصيل واحد: اسم على حقيبة مدرسية، أو رقم منزل، أو وشم، أو منظر من "
            "نافذة. اقتطعه، أو انتظر لحظة أخرى، أو استغن عن الصورة.",
        ],
        items=[
            "اسأل قبل أن تلتقط الصورة، ثم اسأل قبل أن تطبعها.",
            "قل أين ستظهر، وإلى متى، ومن سيكون بوسعه نسخها.",
            "اقبل الرفض، ولو جاء متأخرًا.",
        ],
        notes=[
            "نقاش بين الأعضاء، مارس 2016، 44 تعليقًا.",
            "العهد الدولي الخاص بالحقوق المدنية والسياسية، <a "
            'href="https://www.ohchr.org/en/instruments">المادة 17</a>.',
            "اتفاقية حقوق الطفل، المادة 16.",
        ],
        term="الموافقة المستنيرة",
        definition="قبول يعطيه الشخص بحرية، وهو يعلم ما سيُفعل بصورته، ويستطيع أن يسحبه.",
        do="افعل",
        dont="لا تفعل",
        pairs=[
            (
                "أظهر الناس في عملهم، مع زملائهم، بالثياب التي اختاروها.",
                "أظهر الناس وحدهم، في زاوية، ينظرون إلى الكاميرا من أسفل.",
            ),
            (
                "اذكر القانون الذي انتُهك.",
                "اذكر الشارع الذي انتُهك فيه.",
            ),
        ],
        callout="الأطفال",
        warning="لا تُظهر وجه طفل، أيًّا كان ما وقّعه الوالدان. فالطفل لا "
        "يستطيع أن يزن ما سيتذكره محرك البحث.",
        picture="يدان تكتبان على ورقة",
        caption="قد يحمل الرسم القصة التي لا ينبغي أن تحملها صورة.",
        quotation="سألوني عمّا أريد أن يراه الناس. لم يسألني أحد ذلك من قبل.",
        speaker="ناجية",
        role="من ورشة عن الموافقة",
        download="موجز للمصورين",
        annexes=[
            "نموذج رسالة الموافقة",
            "قائمة التحقق",
            "الخلفية القانونية",
        ],
        letter_introduction="اقرؤوها معًا بصوت مرتفع قبل أن يوقّع أحد. ويحتفظ كل طرف بنسخة.",
        blanks=[
            "اسم الشخص",
            "المنظمة",
            "الغرض",
            "التاريخ",
            "التوقيع",
        ],
        letter=[
            "أنا، {0}، تحدثت مع {1} عن صورتي وقصتي.",
            "يجوز استخدامهما من أجل {2} لا لغير ذلك. وقد رأيت الصورة. وأعلم أنني "
            "أستطيع سحب هذه الموافقة في أي وقت، وبمن أتصل.",
            "{3} {4}",
        ],
        checklist_introduction="قبل أن تخرج الصورة من يديك:",
        checks=[
            (
                "الصورة",
                [
                    "تُظهر ما يقوله النص، ولا شيء فيها يُخجل.",
                    "لا شيء فيها يدلّ الغرباء على مكان سكن الشخص.",
                ],
            ),
            (
                "الموافقة",
                [
                    "أعطيت قبل ذلك، كتابةً أو تسجيلًا.",
                    "رأى الشخص الصورة والكلمات المرافقة لها.",
                    "نعرف متى تنتهي، ومن يحذف الملفات.",
                ],
            ),
        ],
        laws=[
            (
                "دولي",
                "لا يجوز تعريض أحد لتدخل تعسفي في خصوصيته.",
                "العهد الدولي الخاص بالحقوق المدنية والسياسية",
                "المادة 17",
            ),
            (
                "تايلاند",
                "الصورة التي يُعرف بها شخص من البيانات الشخصية.",
                "قانون حماية البيانات الشخصية",
                "المادة 19",
            ),
        ],
    ),
    "th": Texts(
        title="แนวปฏิบัติว่าด้วยการใช้ภาพของผู้รอดพ้นจากการถูกแสวงประโยชน์",
        summary="จะนำเสนอภาพของผู้รอดพ้นจากการถูกแสวงประโยชน์อย่างไรให้พวกเขา"
        "ยังคงมีศักดิ์ศรี ความปลอดภัย และสิทธิมีเสียง "
        "ตั้งแต่คำถามแรกจนถึงภาพพิมพ์สุดท้าย",
        kind="แนวปฏิบัติ",
        audiences=(
            "สื่อมวลชน",
            "องค์กร",
            "หน่วยงานรัฐ",
        ),
        jurisdictions=(
            "ระหว่างประเทศ",
            "ไทย",
            "เม็กซิโก",
        ),
        principle="หลักการ {}",
        annex="ภาคผนวก {}",
        sections=[
            (
                "เหตุใดภาพจึงมีน้ำหนักกว่าถ้อยคำ",
                "",
            ),
            (
                "แนวปฏิบัตินี้เขียนขึ้นเพื่อใคร",
                "",
            ),
            (
                "เลือกภาพและถ้อยคำด้วยความเคารพ",
                "แสดงให้เห็นคน ไม่ใช่บาดแผล ภาพที่ทำให้คุณอับอายหากเป็นตัวคุณเอง ไม่ใช่ภาพที่ควรเผยแพร่",
            ),
            (
                "ความเป็นส่วนตัวมาก่อนการเผยแพร่",
                "สิ่งที่ระบุตัวบุคคลได้ต้องไม่ปรากฏ เว้นแต่เจ้าตัวจะยินยอมโดยสมัครใจและรู้ว่าจะเกิดอะไรตามมา",
            ),
        ],
        paragraphs=[
            "คนเห็นภาพก่อนอ่านประโยค และภาพยังคงอยู่เมื่อประโยคถูกลืมไปแล้ว "
            "คนที่ถูกถ่ายภาพในชั่วโมงที่เลวร้ายที่สุดของชีวิตจะพบชั่วโมงนั้นอีกครั้งบ"
            "นโทรศัพท์ของเพื่อนบ้าน หลายปีหลังจากที่ทุกสิ่งเปลี่ยนแปลงไปหมดแล้ว",
            "แนวปฏิบัตินี้เกิดจากการอภิปรายที่สมาชิกของเครือข่ายนำภาพถ่ายในรายงานประจ"
            "ำปีของตนมาเปรียบเทียบกัน ภาพส่วนใหญ่เห็นใบหน้า "
            "แต่มีน้อยคนที่บอกได้ว่าเก็บหนังสือยินยอมไว้ที่ไหน",
            "แนวปฏิบัตินี้ไม่ได้ขอให้ใครหยุดแสดงสิ่งที่เกิดขึ้น "
            "แต่ขอให้คนที่ปรากฏในภาพสามารถมองผลงานนั้นได้ และมีส่วนในการตัดสินใจ",
            "เขียนขึ้นสำหรับทุกคนที่ว่าจ้าง ถ่าย เลือก หรือพิมพ์ภาพ ได้แก่ บรรณาธิการ "
            "เจ้าหน้าที่สื่อสารองค์กร ช่างภาพ ฝ่ายประชาสัมพันธ์ของตำรวจ และผู้ให้ทุน "
            "อ่านจบได้ภายในหนึ่งชั่วโมง "
            "ส่วนรายการตรวจสอบใช้เวลาเท่ากับการเขียนคำบรรยายใต้ภาพหนึ่งภาพ",
            "เลือกสิ่งที่เป็นตัวแทนของปัญหามากกว่าสิ่งที่สะดุดตา",
            "โซ่ตรวน ความมืด และลูกกรง บอกเล่าเรื่องของโต๊ะภาพมากกว่าเรื่องของคน "
            "และผู้อ่านที่เคยเห็นเพียงครั้งเดียวก็เชื่อว่ารู้เรื่องที่เหลือแล้ว",
            "รายละเอียดเพียงอย่างเดียวก็มากพอ เช่น ชื่อบนกระเป๋านักเรียน บ้านเลขที่ "
            "รอยสัก หรือวิวจากหน้าต่าง ตัดภาพออก รอจังหวะอื่น หรือไม่ใช้ภาพนั้น",
        ],
        items=[
            "ถามก่อนถ่ายภาพ และถามอีกครั้งก่อนพิมพ์",
            "บอกว่าภาพจะปรากฏที่ไหน นานเท่าใด และใครจะคัดลอกได้",
            "ยอมรับคำปฏิเสธ แม้จะมาช้า",
        ],
        notes=[
            "การอภิปรายในหมู่สมาชิก มีนาคม 2559 มีความเห็น 44 รายการ",
            "กติการะหว่างประเทศว่าด้วยสิทธิพลเมืองและสิทธิทางการเมือง <a "
            'href="https://www.ohchr.org/en/instruments">ข้อ 17</a>',
            "อนุสัญญาว่าด้วยสิทธิเด็ก ข้อ 16",
        ],
        term="ความยินยอมโดยรู้ข้อเท็จจริง",
        definition="การตอบตกลงที่บุคคลให้โดยสมัครใจ โดยรู้ว่าภาพของตนจะถูกนำไปทำอะไร และเพิกถอนได้",
        do="ควรทำ",
        dont="ไม่ควรทำ",
        pairs=[
            (
                "แสดงภาพคนขณะทำงาน อยู่กับเพื่อนร่วมงาน ในเสื้อผ้าที่เขาเลือกเอง",
                "แสดงภาพคนอยู่ลำพังที่มุมห้อง เงยหน้ามองกล้อง",
            ),
            (
                "ระบุกฎหมายที่ถูกละเมิด",
                "ระบุถนนที่เกิดการละเมิด",
            ),
        ],
        callout="เด็ก",
        warning="อย่าแสดงใบหน้าของเด็ก ไม่ว่าพ่อแม่จะลงนามอะไรไว้ เด็กไม่อาจชั่งน้ำหนักได้ว่าโปรแกรมค้นหาจะจดจำอะไร",
        picture="มือสองข้างกำลังเขียนบนกระดาษ",
        caption="ภาพวาดอาจเล่าเรื่องที่ภาพถ่ายไม่ควรเล่า",
        quotation="เขาถามฉันว่าอยากให้คนเห็นอะไร ก่อนหน้านี้ไม่เคยมีใครถามฉันอย่างนี้ด้วยน้ำใจเลย",
        speaker="ผู้รอดพ้นคนหนึ่ง",
        role="จากการประชุมเชิงปฏิบัติการเรื่องความยินยอม",
        download="เอกสารสรุปสำหรับช่างภาพ",
        annexes=[
            "แบบหนังสือยินยอม",
            "รายการตรวจสอบ",
            "ข้อมูลทางกฎหมาย",
        ],
        letter_introduction="อ่านออกเสียงด้วยกันก่อนลงนาม แต่ละฝ่ายเก็บสำเนาไว้หนึ่งฉบับ",
        blanks=[
            "ชื่อบุคคล",
            "องค์กร",
            "วัตถุประสงค์",
            "วันที่",
            "ลายมือชื่อ",
        ],
        letter=[
            "ข้าพเจ้า {0} ได้พูดคุยกับ {1} เกี่ยวกับภาพและเรื่องราวของข้าพเจ้าแล้ว",
            "ให้ใช้ได้เพื่อ {2} เท่านั้น ข้าพเจ้าได้เห็นภาพแล้ว "
            "และทราบว่าสามารถเพิกถอนความยินยอมนี้ได้ทุกเมื่อ "
            "รวมทั้งทราบว่าจะติดต่อใคร",
            "{3} {4}",
        ],
        checklist_introduction="ก่อนที่ภาพจะออกจากมือคุณ",
        checks=[
            (
                "ภาพ",
                [
                    "แสดงสิ่งที่เนื้อหากล่าวถึง และไม่มีสิ่งใดที่ทำให้อับอาย",
                    "ไม่มีสิ่งใดในภาพที่บอกคนแปลกหน้าว่าบุคคลนั้นอยู่ที่ไหน",
                ],
            ),
            (
                "ความยินยอม",
                [
                    "ให้ไว้ล่วงหน้า เป็นลายลักษณ์อักษรหรือมีบันทึก",
                    "เจ้าตัวได้เห็นภาพและถ้อยคำที่อยู่คู่กันแล้ว",
                    "เรารู้ว่าสิ้นสุดเมื่อใด และใครเป็นผู้ลบไฟล์",
                ],
            ),
        ],
        laws=[
            (
                "ระหว่างประเทศ",
                "บุคคลจะถูกแทรกแซงความเป็นส่วนตัวโดยพลการมิได้",
                "กติการะหว่างประเทศว่าด้วยสิทธิพลเมืองและสิทธิทางการเมือง",
                "ข้อ 17",
            ),
            (
                "ไทย",
                "ภาพที่ทำให้จำบุคคลได้ถือเป็นข้อมูลส่วนบุคคล",
                "พระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล",
                "มาตรา 19",
            ),
        ],
    ),
}
