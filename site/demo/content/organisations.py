"""Invented organisations. Their websites are below example.org, which belongs to nobody."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Organisation:
    """An organisation, and the person who signs for it."""

    name: str
    # First part of the website's and the mail address's domain.
    domain: str
    country: str
    language: str
    role: str
    given_name: str
    family_name: str

    @property
    def website(self) -> str:
        """Its address on the web."""
        return f"https://{self.domain}.example.org/"

    @property
    def email(self) -> str:
        """Its mail address."""
        return f"office@{self.domain}.example.org"


ORGANISATIONS: tuple[Organisation, ...] = (
    Organisation(
        "Asociación Faro del Sur", "faro-del-sur", "AR", "es", "Presidenta", "Belén", "Echeverría"
    ),
    Organisation(
        "Ateliê Novas Vozes", "novas-vozes", "BR", "en", "Coordinator", "Mônica", "Brandão"
    ),
    Organisation("Blue Lantern Radio", "blue-lantern", "PH", "en", "Editor", "Jomar", "Macaraeg"),
    Organisation("Brickfield Legal Clinic", "brickfield", "GB", "en", "Director", "Ruth", "Quill"),
    Organisation(
        "Casa Abedul de Acogida", "casa-abedul", "ES", "es", "Directora", "Begoña", "Ibáñez"
    ),
    Organisation("Centro Tejedoras", "tejedoras", "GT", "es", "Coordinadora", "Ximena", "Cárdenas"),
    Organisation(
        "Colectivo Mar Adentro", "mar-adentro", "CL", "es", "Portavoz", "Nicolás", "Zúñiga"
    ),
    Organisation(
        "Cooperativa Voz Propia", "voz-propia", "CO", "es", "Representante legal", "Inés", "Peña"
    ),
    Organisation(
        "Eastgate Survivors’ Council", "eastgate", "AU", "en", "Chair", "Imogen", "Marlowe"
    ),
    Organisation(
        "Elmwood School of Journalism", "elmwood", "CA", "en", "Dean", "Renée", "Tremblay"
    ),
    Organisation(
        "Fair Frame Photographers", "fair-frame", "US", "en", "Secretary", "Desmond", "Brathwaite"
    ),
    Organisation(
        "Fundación Segunda Página",
        "segunda-pagina",
        "MX",
        "es",
        "Directora editorial",
        "Rocío",
        "Núñez",
    ),
    Organisation("Haus am Fluss", "haus-am-fluss", "DE", "en", "Management", "Käthe", "Schröter"),
    Organisation(
        "Himal Women’s Tailoring Cooperative", "himal-tailoring", "NP", "en", "Chair", "सीता", "गुरुङ"
    ),
    Organisation(
        "Lakeside Shelter Network", "lakeside", "UG", "en", "Coordinator", "Nakato", "Tumusiime"
    ),
    Organisation(
        "Les Mots Justes", "les-mots-justes", "FR", "en", "Rédactrice en chef", "Chloé", "Béranger"
    ),
    Organisation(
        "Mango Tree Community Press", "mango-tree", "KH", "en", "Publisher", "បុប្ផា", "កែវ"
    ),
    Organisation(
        "Medborgarnas Bildbyrå", "bildbyra", "SE", "en", "Bildredaktör", "Linnéa", "Åkerlund"
    ),
    Organisation(
        "Northern Star Drivers’ Union", "northern-star", "TH", "en", "Secretary", "กิตติ", "แสงทอง"
    ),
    Organisation(
        "Open Page Publishers", "open-page", "SG", "en", "Managing editor", "雅婷", "歐陽"
    ),
    Organisation("Red Quechua de Radios", "red-quechua", "PE", "es", "Locutora", "Lucía", "Quispe"),
    Organisation(
        "Savanna Story Lab", "savanna-story-lab", "KE", "en", "Producer", "Wanjiru", "Odhiambo"
    ),
    Organisation(
        "Two Rivers Newsroom", "two-rivers", "NG", "en", "Editor-in-chief", "Ifeọma", "Nwosu"
    ),
    Organisation(
        "Слово і Гідність", "slovo-hidnist", "UA", "en", "Голова правління", "Оксана", "Мельник"
    ),
    Organisation("بيت السنديان", "beit-sindyan", "LB", "ar", "المديرة التنفيذية", "ليلى", "الخوري"),
    Organisation(
        "جمعية حروف للتدريب الصحفي", "hourouf", "TN", "ar", "الكاتب العام", "أنس", "بن سالم"
    ),
    Organisation("دار المنارة للنشر", "dar-manara", "EG", "ar", "مدير النشر", "طارق", "العطار"),
    Organisation("شبكة نوافذ القانونية", "nawafidh", "JO", "ar", "منسقة البرامج", "هالة", "نصّار"),
    Organisation("संवाद महिला मंच", "samvad", "IN", "en", "संयोजक", "कविता", "पाटिल"),
    Organisation("清溪影像工作室", "qingxi", "TW", "en", "Director", "美玲", "林"),
)
