"""The words that bind, by language: of duty, permission, denial, condition and scope, of numbers and units of time.

Data only. A language is added by its words. Forms of one word stand on one line, as to write another form of it asks
nothing else of anybody. Source: ISO/IEC Directives, Part 2, clause 7.

A line is `form, form` or `name: form, form`; without a name the first form is it. A number's name is its digits. `*`
stands for any ending, and a form after `/` is a regular expression.
"""

from collections.abc import Mapping

from msgspec import Struct


class Words(Struct, frozen=True, kw_only=True):
    """The words of a language: those that bind wherever they stand, and those that narrow or widen a rule."""

    duty: str
    scope: str
    prefix: str = ""


LANGUAGES: Mapping[str, Words] = {
    "en": Words(
        duty="""
            must
            shall
            should
            may
            never
            not
        """,
        scope="""
            required, require, requires, requirement*
            have to, has to, had to
            need to, needs to, needed to
            ought
            can, could
            might
            obliged, obligation*, obligatory
            mandatory, compulsory
            forbidden, forbid, forbids
            prohibited, prohibit, prohibits
            allowed, allow, allows
            permitted, permit, permits, permission
            entitled
            free to
            discretion
            optional, optionally
            voluntary, voluntarily
            nobody, no one, no-one
            nothing
            none
            no
            nor, neither
            without
            always
            only, solely, exclusively
            all, each, every, everyone, everybody
            if
            unless
            except, excepting, exception*
            other than
            provided that, as long as
            at least
            at most
            more than
            less than, fewer than
            up to
            until, till
            before
            after
            or
        """,
    ),
    "ru": Words(
        duty="""
            должен, должна, должно, должны
            обязан, обязана, обязано, обязаны
            обязательно, обязателен, обязательна, обязательны
            следует
            может, можем, можете, могут, могу, мог, могла, могли, можно
            вправе
            нельзя
            никогда
            не
            ни
            запрещено, запрещен*, запреща*, запрет*
            разрешено, разрешен*, разреша*
            допускается, допускаются, допустим*
            недопустимо, недопустим*
            необходимо, необходим, необходима, необходимы
            нужно, нужен, нужна, нужны
            надо
            требуется, требуются
            секунда, секунд*
            минута, минут*
            час, часа, часов, часу, часы, часам, часами, часах
            день, дня, дней, дню, днем, дни, дням, днями, днях
            сутки, суток, суткам
            неделя, недел*
            месяц, месяц*
            год, года, году, лет, годы, годов
            рабочий, рабочего, рабочих, рабочие, рабочим, рабочими
            процент, процент*, /%
            1: один, одна, одно, одного, одной, одному, одну, одним
            2: два, две, двух, двум, двумя, двое
            3: три, трех, трем, тремя, трое
            4: четыре, четырех, четырем, четырьмя
            5: пять, пяти, пятью
            6: шесть, шести, шестью
            7: семь, семи, семью
            8: восемь, восьми
            9: девять, девяти
            10: десять, десяти
            11: одиннадцать, одиннадцати
            12: двенадцать, двенадцати
            14: четырнадцать, четырнадцати
            15: пятнадцать, пятнадцати
            20: двадцать, двадцати
            30: тридцать, тридцати
            40: сорок, сорока
            50: пятьдесят, пятидесяти
            60: шестьдесят, шестидесяти
            70: семьдесят, семидесяти
            80: восемьдесят, восьмидесяти
            90: девяносто
            100: сто, ста
        """,
        scope="""
            всегда
            никто, никого, никому, никем
            ничего, ничто, ничему
            нет
            без
            только, лишь, исключительно
            каждый, кажд*, все, всех, всем, всеми, весь, вся, всю, всего
            любой, любая, любое, любого, любому, любым, любую, любые, любых, любыми
            если
            кроме, исключая, исключени*
            усмотрение, усмотрени*
            желание, желани*
            свободен, свободна, свободно, свободны
            до
            после
            позднее, позже
            менее, меньше
            более, больше
            или, либо
        """,
    ),
    "he": Words(
        duty="""
            חייב, חייבת, חייבים, חייבות, חובה
            מחויב, מחויבת, מחויבים, מחויבות
            צריך, צריכה, צריכים, צריכות
            נדרש, נדרשת, נדרשים, נדרשות
            יש
            עליו, עליה, עליהם, עליהן, עליך, עליכם, עלינו
            רשאי, רשאית, רשאים, רשאיות
            מותר, מותרת
            יכול, יכולה, יכולים, יכולות
            ניתן
            אפשר
            אסור, אסורה, איסור
            אין, אינו, אינה, אינם, אינן, איננו
            אף
            לעולם
            לא
            אל
            בלתי
            שנייה, שניות
            דקה, דקות
            שעה, שעות
            שעתיים
            יום, ימים, ימי
            יומיים
            שבוע, שבועות
            שבועיים
            חודש, חודשים
            חודשיים
            שנה, שנים
            שנתיים
            עסקים, עבודה
            אחוז, אחוזים, /%
            1: אחד, אחת
            2: שני, שניים, שתי, שתיים
            3: שלוש, שלושה, שלושת
            4: ארבע, ארבעה, ארבעת
            5: חמש, חמישה, חמשת
            6: שש, שישה, ששת
            7: שבע, שבעה, שבעת
            8: שמונה, שמונת
            9: תשע, תשעה, תשעת
            10: עשר, עשרה, עשרת
            20: עשרים
            30: שלושים
            40: ארבעים
            50: חמישים
            60: שישים
            70: שבעים
            80: שמונים
            90: תשעים
            100: מאה
        """,
        scope="""
            תמיד
            רק, בלבד
            כל, בכל, לכל, מכל, כולם, כולן
            אם
            אלא
            למעט, חוץ, פרט
            ללא, בלי, מבלי
            שיקול
            רצון, רצונו, רצונה, רצונם
            חופשי, חופשית, חופשיים
            לפני
            אחרי, לאחר
            עד
            תוך
            לפחות
            יותר
            פחות
            או
        """,
        prefix=r"ו?(?:כש|ש)?[בלמה]?",
    ),
    "kk": Words(
        duty=r"""
            керек, керекпіз, керексіз
            тиіс, тиіспіз, тиіссіз
            қажет
            міндетті, міндетті*
            болады
            мүмкін
            рұқсат, рұқсат*
            тыйым, тыйым*
            емес, емес*
            жоқ
            ешкім, ешкім*
            ешқашан
            еш, ешқандай, ешбір, ештеңе
            -ма-: /\w{2,}[мбп][ае](?:й\w+|ңыз\w*|ңіз\w*|ңдар|ңдер|ған\w*|ген\w*|у|уы|уі|сын|сін|са\w*|се\w*)
            секунд, секунд*
            минут, минут*
            сағат, сағат*
            күн, күні, күнде, күннің, күннен, күнге, күндік, күнінде, күнінен
            апта, апта*
            ай, айда, айдың, айдан, айға, айы, айлық
            жыл, жылы, жылда, жылдың, жылдан, жылға, жылдық
            жұмыс
            пайыз, пайыз*, /%
            1: бір
            2: екі
            3: үш
            4: төрт
            5: бес
            6: алты
            7: жеті
            8: сегіз
            9: тоғыз
            10: он
            20: жиырма
            30: отыз
            40: қырық
            50: елу
            60: алпыс
            70: жетпіс
            80: сексен
            90: тоқсан
            100: жүз
        """,
        scope=r"""
            әрқашан, әрдайым, үнемі
            тек, ғана
            барлық, барлығы, барлығын, бәрі, бәрін, әр, әрбір
            кез келген
            егер
            -са: /\w{3,}(?:са|се|саңыз|сеңіз)
            алады, аламыз, аласыз
            қалау, қалау*
            еркін, еркін*
            дейін
            кейін
            бұрын
            ішінде
            кемінде
            кем
            артық, астам
            немесе
        """,
    ),
    "lv": Words(
        duty=r"""
            jā-: /jā\w{2,}
            pienākums, pienākum*
            obligāti, obligāt*
            vajag, vajadzīg*, vajadzētu, vajadzēs
            nepieciešams, nepieciešam*
            drīkst, drīkstat, drīkstam, drīkstēt, drīkstēs
            var, varat, varam, varēt, varēs, varētu
            atļauts, atļaut*, atļauj
            aizliegts, aizliegt*, aizliedz
            nav
            nedēļa, nedēļ*
            ne-: ne, /ne(?!to\b|laim|gadījum)\w{2,}
            sekunde, sekund*
            minūte, minūt*
            stunda, stund*
            diena, dien*
            mēnesis, mēnes*
            gads, gada, gadu, gadi, gadiem, gadā, gados
            darba, darbdien*
            procents, procent*, /%
            1: viens, viena, vienu, vienam, vienai, vienas
            2: divi, divas, divu, diviem, divām, divos, divās
            3: trīs, triju, trijiem, trim, trijām
            4: četri, četras, četru, četriem, četrām
            5: pieci, piecas, piecu, pieciem, piecām
            6: seši, sešas, sešu, sešiem, sešām
            7: septiņi, septiņas, septiņu, septiņiem, septiņām
            8: astoņi, astoņas, astoņu, astoņiem, astoņām
            9: deviņi, deviņas, deviņu, deviņiem, deviņām
            10: desmit
            11: vienpadsmit
            12: divpadsmit
            14: četrpadsmit
            15: piecpadsmit
            20: divdesmit
            30: trīsdesmit
            40: četrdesmit
            50: piecdesmit
            60: sešdesmit
            70: septiņdesmit
            80: astoņdesmit
            90: deviņdesmit
            100: simts, simt, simtu
        """,
        scope="""
            vienmēr
            tikai, vienīgi
            katrs, katr*, ikviens, ikvien*, visi, visas, visus, visiem, visām, visu, viss, visa
            jebkurš, jebkur*
            ja
            izņemot
            bez
            ieskats, ieskat*
            vēlēšanās
            brīvs, brīvi, brīva, brīvprātīg*
            pirms
            pēc
            līdz
            laikā
            vismaz
            vairāk
            mazāk
            vai
        """,
    ),
}
