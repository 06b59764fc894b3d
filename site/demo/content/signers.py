"""Invented people: names in many scripts, countries, and messages to the coalition.

Given and family names are joined at random. Whoever bears one of them has not signed.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class NamePool:
    """Names that occur together, where their bearers live, and the language they sign in."""

    # How often the pool is drawn from, against the others.
    weight: int
    # ISO 3166-1 alpha-2.
    countries: tuple[str, ...]
    # A language named twice is drawn twice as often.
    languages: tuple[str, ...]
    given: tuple[str, ...]
    # Empty where people have one name only.
    family: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NAME_POOLS: tuple[NamePool, ...] = (
    NamePool(
        22,
        ("MX", "CO", "AR", "PE", "CL", "GT", "ES"),
        ("es",),
        _words(
            "José María Íñigo Begoña Lucía Andrés Ximena Joaquín Belén Martín Inés Nicolás "
            "Rocío Ángela Tomás Verónica Óscar Noemí"
        ),
        _words(
            "Núñez Peña Muñoz Ibáñez Quispe Güell Álvarez Cárdenas Echeverría Zúñiga Mamani "
            "Rodríguez Tellechea Yáñez Córdoba Ordóñez"
        ),
    ),
    NamePool(
        6,
        ("BR", "PT"),
        ("en", "es"),
        _words("João Conceição Antônia Luís Mônica Sebastião Inês Vitória Estêvão Patrícia"),
        _words("Gonçalves Magalhães Araújo Conceição Simões Falcão Brandão Lourenço Assunção"),
    ),
    NamePool(
        15,
        ("GB", "US", "CA", "AU"),
        ("en",),
        _words(
            "Hannah Marcus Siobhán Daniel Aoife Grace Owen Imogen Callum Ruth Edwin Zoë Miriam "
            "Desmond Renée Niamh"
        ),
        (
            "O’Hara",
            "Whitlock",
            "Pemberton",
            "Ó Dálaigh",
            "Ashworth",
            "MacAulay",
            "Brathwaite",
            "Nguyen-Hall",
            "Lindqvist",
            "Marlowe",
            "Okafor-Reed",
            "Tremblay",
            "Halloran",
            "Quill",
        ),
    ),
    NamePool(
        6,
        ("FR", "SN", "CM"),
        ("fr", "fr", "fr", "en"),
        _words("Aïssatou Benoît Chloé Élodie François Mamadou Anaïs Loïc Zoé Théo Ndèye"),
        _words("Lefèvre Diallo N’Diaye Mbarga Gérard Béranger Faye Ngono Châtelain Sarr"),
    ),
    NamePool(
        6,
        ("DE", "AT", "SE"),
        ("en",),
        _words("Jörg Käthe Björn Åsa Günter Mårten Sönke Bärbel Élise Jürgen Linnéa"),
        _words("Müller Weiß Sjöström Großkopf Åkerlund Schröter Höllerer Lindström Kößler"),
    ),
    NamePool(
        2,
        ("PL",),
        ("en",),
        _words("Małgorzata Łukasz Żaneta Paweł Świętosława Michał Bożena"),
        _words("Wiśniewska-Król Żak Gołąb Ćwiek Dąbek Śliwa Łoś"),
    ),
    NamePool(
        16,
        ("EG", "JO", "LB", "MA", "TN", "IQ"),
        ("ar", "ar", "ar", "en"),
        _words("سلمى يوسف ليلى كريم هالة طارق نور عمر ريم سامر دينا وليد هدى زياد مريم أنس"),
        (
            "الخوري",
            "بن سالم",
            "العطار",
            "منصور",
            "الزهراوي",
            "حداد",
            "الفارسي",
            "نصّار",
            "القاسمي",
            "بركات",
            "الإدريسي",
            "شاهين",
            "الحلبي",
            "عبد النور",
        ),
    ),
    NamePool(
        5,
        ("TH",),
        ("th", "th", "th", "en"),
        _words("สมชาย พิมพ์ชนก อรุณี กิตติ มาลี ณัฐพล สุดารัตน์ วิชัย ชลธิชา"),
        _words("ใจดี สุขสวัสดิ์ แสงทอง ศรีวงศ์ บุญมาก ทองคำ วงศ์ไพศาล"),
    ),
    NamePool(
        2,
        ("KH",),
        ("en",),
        _words("សុភា ដារា បុប្ផា វិចិត្រ សុខា ចន្ទា"),
        _words("ចាន់ សុខ លី កែវ ហេង"),
    ),
    NamePool(
        3,
        ("VN",),
        ("en",),
        _words("Hương Đức Thảo Phượng Tuấn Ngọc Bảo"),
        _words("Nguyễn Trần Phạm Đặng Võ Huỳnh"),
    ),
    NamePool(
        8,
        ("IN", "NP"),
        ("en",),
        _words("अनिता रमेश सीता प्रकाश मीना अर्जुन कविता सुनील गीता बिमल"),
        _words("शर्मा गुरुङ थापा पाटिल मिश्रा श्रेष्ठ वर्मा तामाङ जोशी"),
    ),
    NamePool(
        2,
        ("BD",),
        ("en",),
        _words("নাসরিন রহিম শিউলি করিম তাহমিনা জাহিদ"),
        _words("আক্তার হোসেন চৌধুরী বেগম সরকার"),
    ),
    NamePool(
        5,
        ("UA", "BG"),
        ("en",),
        _words("Оксана Тарас Наталія Богдан Ірина Димитър Мирослава Андрій Юлія Петър"),
        _words("Ковальчук Шевчук Георгиева Бондар Тодоров Мельник Ткаченко Лисенко"),
    ),
    NamePool(
        6,
        ("HK", "SG", "TW"),
        ("en",),
        _words("雨桐 志明 美玲 家豪 淑芬 子軒 詠詩 建宏 雅婷"),
        _words("陳 林 黃 張 歐陽 李 吳 蔡"),
    ),
    NamePool(
        4,
        ("PH",),
        ("en",),
        ("Maria Luz", "Jomar", "Liwayway", "Crisanto", "Althea", "Rodel", "Ligaya"),
        ("Dimaculangan", "Bautista", "de los Santos", "Macaraeg", "Peñaflor", "Ilagan"),
    ),
    NamePool(
        6,
        ("KE", "UG"),
        ("en",),
        _words("Wanjiru Otieno Achieng Kiprono Nakato Mugisha Njeri Barasa Auma Kato"),
        _words("Kamau Odhiambo Wekesa Cherono Namukasa Okello Mwangi Tumusiime Nyambura"),
    ),
    NamePool(
        2,
        ("ET",),
        ("en",),
        _words("አልማዝ ተስፋዬ ሰላማዊት ዳዊት ሄለን"),
        _words("በቀለ ገብሬ ታደሰ ወልዴ"),
    ),
    NamePool(
        3,
        ("NG",),
        ("en",),
        _words("Chidị Ngọzi Ọlá Adébáyọ̀ Ifeọma Tèmítọ́pẹ́ Amina"),
        _words("Okonkwọ Adéyẹmí Ẹkwuéme Balógun Nwosu"),
    ),
    NamePool(
        3,
        ("ID",),
        ("en",),
        _words("Suharti Wayan Ningsih Sutrisno Rahayu Slamet Kartini-Dewi Mulyono"),
        (),
    ),
)

# What some of them wrote. Only staff read it.
MESSAGES: dict[str, tuple[str, ...]] = {
    "en": (
        "I edit a local paper. We changed our picture policy after reading this.",
        "Thank you for asking survivors first.",
        "Please send this to broadcasters as well.",
        "I teach journalism and will use the four principles in class.",
        "It took me years to get my photograph taken down. I hope nobody else has to.",
        "Is there a version that I can print?",
    ),
    "es": (
        "Trabajo en una radio comunitaria. Llevaré esto a la redacción.",
        "Gracias por escribirlo con quienes lo han vivido.",
        "Ojalá lo firmen también las productoras de televisión.",
        "Doy clases de fotografía y lo comentaré con mi grupo.",
    ),
    "fr": (
        "Je suis iconographe. Ces principes sont désormais affichés à la rédaction.",
        "Merci de demander d’abord aux personnes concernées.",
        "J’aimerais que les chaînes de télévision signent aussi.",
    ),
    "ar": (
        "أعمل في التصوير الصحفي، وسأعرض هذه المبادئ على زملائي.",
        "شكرًا لأنكم تسألون أصحاب القصص أولًا.",
        "أرجو أن تصل العريضة إلى القنوات التلفزيونية أيضًا.",
    ),
    "th": (
        "ทำงานข่าวมาสิบปี จะนำหลักการนี้ไปคุยกับกองบรรณาธิการ",
        "ขอบคุณที่ถามเจ้าของเรื่องก่อน",
        "อยากให้สถานีโทรทัศน์ร่วมลงชื่อด้วย",
    ),
}

# Given and family names for signatures that are held because of a web address.
LINK_NAMES: tuple[tuple[str, str], ...] = (
    ("Visit www.example.com", "today"),
    ("https://example.net", "best prices"),
)
