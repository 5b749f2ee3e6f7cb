"""The words that classes of change are told by, in six languages: how binding, how many, when. Data only."""

# How binding something is (RFC 2119 and the drafting practice of the six languages), and what turns it round.
_MODALS = """
    shall should may must will can could might would cannot need ought required recommended optional voluntary
    mandatory binding obliged obligation obligations urge urges urged invite invites invited request requests requested
    encourage encourages encouraged decide decides decided recommend recommends calls agree agrees agreed undertake
    undertakes commit commits strive endeavour endeavor
    not no never without
    doit doivent devra devront devrait devraient devoir peut peuvent pourra pourront pourrait pourraient pouvoir prie
    prié priée priés priées invite invité invitée invités invitées encourage encouragé encouragée encouragés
    encouragées engage engagent décide décident convient conviennent faut recommande recommandé souhaitable exhorte
    demande obligatoire facultatif facultative volontaire contraignant contraignante tenu tenue tenus tenues
    pas jamais ne sans
    debe deben deberá deberán debería deberían puede pueden podrá podrán podría podrían insta invita invitan alienta
    alientan pide exhorta solicita recomienda decide conviene compromete comprometen procurará procurarán obligatorio
    obligatoria voluntario voluntaria vinculante
    nunca sin
    должен должна должно должны следует может могут мог могла могли обязан обязана обязано обязаны обязуется обязуются
    надлежит вправе необходимо нужно нельзя призывает призывают предлагает предлагается просит рекомендует
    рекомендуется поручает постановляет разрешается запрещается добровольный добровольно обязательный обязательно
    не нет ни без
    يجب ينبغي يجوز يمكن يتعين يلزم تلتزم يلتزم تتعهد يتعهد يحث تحث يدعو تدعو مدعوة مدعو يشجع تشجع يطلب تطلب يوصي توصي
    يقرر يرجى ملزم ملزمة إلزامي إلزامية طوعي طوعية اختياري
    لا لن لم ليس ليست دون
"""
MODALS = frozenset(_MODALS.split())

# Where those words are nouns, or stand in phrases that bind nobody.
NOT_MODALS = (
    r"\b(?:l[ae]s?|une|cette|ces|sa|ses|leurs?|toute|chaque|des?|sur|en|première|nouvelle|présente|ladite) demande\b"
    r"|\bd['’]une demande|\bdemande (?=d['’]|de (?!ne ))"
    r"|\bcompte tenu\b|\btenue?s? à (?:la |leur |sa )?disposition\b|\bsans (?:délai|préjudice|emploi|objet)\b"
    r"|\b(?:the|an?|any|each|every|such|of|on|upon|its|their|his|her|pull) (?:requests?|need)\b|\bthe (?:will|calls)\b"
)

# Chinese has no spaces: looked for inside the text, longer ones first, and not within other words.
MODALS_UNSPACED = (
    "不应当|不應當|不得|应当|應當|必须|必須|可以|不可|不应|不應|应该|應該|需要|促请|促請|邀请|邀請|鼓励|鼓勵|敦促|承诺|承諾|自愿|自願"
    "|须|須|应(?![用对急变邀有])|應(?![用對急變邀有])|可(?![持能靠再行见見比观觀])|宜|(?<![获獲取觉覺值])得(?![到出以益知])|请|請|不"
)

# Numbers in words, and months.
_NUMBERS = """
    one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred thousand
    million billion half third fourth fifth quarter double twice
    january february march april june july august september october november december
    deux trois quatre cinq sept huit neuf dix douze quinze vingt trente cinquante cent mille moitié tiers
    janvier février mars avril juin juillet août septembre octobre novembre décembre
    dos tres cuatro cinco seis siete ocho nueve diez doce quince veinte treinta cincuenta ciento cien mil mitad tercio
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    два две двух три трех трёх четыре четырех четырёх пять пяти шесть шести семь семи восемь девять десять десяти
    двадцать тридцать сто тысяч тысяча миллион миллионов
    январь января январе февраль февраля феврале март марта марте апрель апреля апреле май мая мае июнь июня июне июль
    июля июле август августа августе сентябрь сентября сентябре октябрь октября октябре ноябрь ноября ноябре декабрь
    декабря декабре
    اثنان اثنين ثلاث ثلاثة أربع أربعة خمس خمسة ست ستة سبع سبعة ثمان ثماني ثمانية تسع تسعة عشر عشرة عشرين ثلاثين خمسين
    مائة مئة ألف مليون نصف ثلث
    يناير فبراير مارس أبريل مايو يونيه يونيو يوليه يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
"""
NUMBERS = frozenset(_NUMBERS.split())

# Articles and the like, whose coming and going is a matter of style.
_ARTICLES = "a an the le la les l un une el los las una"
ARTICLES = frozenset(_ARTICLES.split())
ARTICLES_UNSPACED = "的了"
