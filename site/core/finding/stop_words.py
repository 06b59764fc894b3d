"""Words that say nothing about what a text is about: a query is not read for them.

Only articles, pronouns, prepositions, the commonest verbs and the words that
questions begin with. They are in the index all the same.
"""

STOP_WORDS = {
    "en": (
        "a an the and or but if of to in on at by for with from as about into "
        "is are was were be been am do does did has have had can could should would will may "
        "i we you he she it they me us him her them my our your his its their "
        "this that these those there what which who whom how when where why s t d ll re ve"
    ),
    "es": (
        "el la los las un una unos unas lo al del y e o u pero si que de a en con por para sin "
        "es son era ser estar esta hay ha han se su sus mi mis tu tus me te le les nos yo ella "
        "este esto estos estas ese eso como cual cuales quien cuando donde qué cómo cuál"
    ),
    "fr": (
        "le la les un une des du de au aux et ou mais si que qui quoi dont où en dans par pour "
        "sur avec sans est sont était être a ont ce cet cette ces se sa son ses mon ma mes leur "
        "leurs je tu il elle on nous vous ils elles ne pas y d l c j m n s t qu "
        "quel quelle quels quelles comment quand pourquoi"
    ),
    "ar": (
        "في من إلى الى على عن مع أو او و ف ثم أن ان إن هو هي هم هذا هذه ذلك تلك التي الذي الذين "
        "ما ماذا لماذا كيف متى أين هل كان كانت يكون قد كل بعد قبل بين لا"
    ),
    "th": (
        "การ ความ ของ และ หรือ ที่ ซึ่ง อัน ใน นอก บน จาก ถึง กับ แก่ แด่ ต่อ โดย เพื่อ เป็น คือ อยู่ "
        "ได้ ให้ ว่า จะ ก็ แล้ว นี้ นั้น อย่าง อะไร ใคร ทำไม เมื่อ ไหม"
    ),
}
