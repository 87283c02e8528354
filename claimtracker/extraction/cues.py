"""Cues: the patterns and words by which attribution tells a source from what it states."""

import re

TAG_TAIL = 80  # characters that may follow "..., S said"

BOUNDARY = re.compile(
    r"[,;:\"—]|\b(?:that|which|who|while|although|though|because|but|whereas|as|if|when|where"
    r"|since|until|however|therefore|whether|than|how|why)\b",
    re.IGNORECASE,
)
SUPPOSING = frozenset({"if", "whether", "until"})
ADVERBS = re.compile(
    r"(?:(?:also|has|have|had|is|are|was|were|be|been|being|did|does|do|not|never|ever|even|then"
    r"|now|later|earlier|recently|repeatedly|already|again|once|often|always|still|both|all|each"
    r"|themselves|himself|herself|itself|today|yesterday|[a-z]+ly|would|could|may|might|can|will"
    r"|don't|doesn't|didn't|hasn't|haven't|on [A-Z][a-z]+day|neither)\s)+$"
)
INFINITIVE = re.compile(r"\b(?:is|are|was|were|continues?|continued) to $")
PLURAL_SUBJECTS = frozenset({"we", "they", "i", "you", "people", "police"})
BE = frozenset({"is", "are", "was", "were", "be", "being", "been"})
NO_SUBJECT = frozenset(
    "the a an this these of to by in for after with as its their his her our no more any under on "
    "at over from into about against between without".split()
)
THAT_NEXT = re.compile(r"\w+ that\b")
NEGATED = re.compile(
    r"\b(?:not|never|nor|neither|don't|doesn't|didn't|hasn't|haven't|no longer)\s+(?:\w+\s+)?$"
)
PARTY = (
    r"(?:[A-Z]{2,6}|us|me|him|her|them|reporters|journalists|lawmakers|parliament|an? [\w ]{2,40}?"
    r"|the [\w ]{2,40}?|[A-Z][\w ]{2,40}?)"
)
AT_TIME = r"(?: (?:in|on|at|last|this|during|to) [^,;\"]{1,60}?)?"
THAT = re.compile(rf"(?:,? (?:to )?{PARTY})?{AT_TIME},? that\b,? ?")
TOLD = re.compile(rf" {PARTY}{AT_TIME},? (?=\"|the |they |it |he |she |[A-Z])")
QUOTE_NEXT = re.compile(rf"(?:{AT_TIME}[,:]? |(?: [\w' ]{{1,40}})?: )\"")
INSERTION = re.compile(
    r", (?=who|which|whose|the |a |an |like |such as |as well as|then |now |including"
    r"|(?:\w+ )?(?:of|at|for|from)\b"
    r"|along with|[A-Z]|[\w.-]+$|\w+(?:ed|en) (?:in|on|at|by|as|to|from|between"
    r"|before|after|for|since|last|this|with)\b)"
)
CONTRAST = re.compile(r", (?:although|though|but|whereas|while|yet) ")
ACCORDING = re.compile(
    r"\b(?P<cue>[Aa]ccording to|[Ii]n the (?:words|view|opinion) of) "
    r"(?P<np>[^,;.\"()]{2,160}(?:\([A-Z]{2,8}\))?)"
)
AS_SAID = re.compile(
    r"\bas (?:\w+ly )?(?P<cue>(?:noted|stated|requested|reported|described|identified|outlined"
    r"|detailed|acknowledged|explained|announced|argued|estimated|confirmed|recommended|proposed"
    r"|defined|set out|documented|indicated|shown|demanded|promised|suggested|recogni[sz]ed)"
    r" (?:in|by)) (?P<np>[^,;.\"]{2,160})"
)
AS_S_SAID = re.compile(
    r"As (?P<np>[^,;\"]{2,140}?) (?P<cue>(?:has |have "
    r"|had )?(?:\w+ly )?(?:made (?:plain|clear)|noted"
    r"|said|stated|put it|explained|pointed out|argued|observed|reported|testified|warned"
    r"|acknowledged))(?: [^,]{0,40})?, "
)
TAG_CLOSING = re.compile(
    rf"(?![^,;\"]*\bthat\b)(?: {PARTY})?(?: (?:today|tonight|[A-Z][a-z]+day|in|on|at"
    rf"|during|to|after|before|last|this"
    rf"|yesterday|earlier|recently|when|while|as|from|via)\b[^,;\"]{{0,{TAG_TAIL}}})?(?:[.,]|$)"
)
TAG_OPENING = re.compile(r",\"? (?!and|but|which|who|while|as|that)")
REPORT_NOUN = re.compile(
    r"(?P<cue>(?:report|claim|allegation|statement|announcement|assertion|warning|assessment"
    r"|finding|accusation|admission|suggestion|revelation)s? that) "
)
HEARD = re.compile(
    r"\b(?P<np>[Ww]e|I|[Tt]he [Cc]ommittee|[Tt]he [Ii]nquiry|[Oo]ur inquiry) "
    r"(?P<cue>(?:have |has |was |were |also |repeatedly )*(?:heard|told|informed|advised))"
    r"(?: in evidence)? that\b ?"
)
TITLE = re.compile(
    r"(?:the |its |their )?((?:[A-Z][\w'-]*(?: \([A-Z]+\))?(?: (?:of|and|for|on|the"
    r"|in) | )?){2,12})"
)
# Verbs that take a clause without "that", and verbs that state by a noun: "emphasized the need".
TAKES_CLAUSE = frozenset(
    "say tell believe think argue claim insist maintain acknowledge concede admit warn note state "
    "add allege report announce fear hope know suspect predict estimate expect conclude indicate "
    "suggest show confirm assert declare contend stress emphasize emphasise find "
    "doubt boast hold worry recount post tweet".split()
)
CLOSES_QUOTE = TAKES_CLAUSE | frozenset(
    "write explain reply respond recall testify comment remark complain counter quip observe "
    "remind reveal disclose promise vow boast joke lament".split()
)
TAKES_NOUN = frozenset(
    "identify emphasize emphasise stress highlight note acknowledge recognize recognise consider "
    "describe claim agree confirm warn allege underscore underline reiterate affirm "
    "reaffirm caution estimate report predict forecast welcome express expect fear anticipate "
    "doubt suspect".split()
)
TURNS_DOWN = frozenset({"reject", "dismiss", "rebuff", "repudiate"})
DENIABLE = re.compile(
    r"(?: \w+){0,3} (?:claims?|allegations?|accusations?|charges?|reports?|suggestions?|criticism"
    r"|assertions?|findings?|responsibility|that|involvement|wrongdoing|notion|this|it|them|as)\b"
)
PERCEIVED = frozenset({"consider", "hear", "see", "feel", "view", "know", "find"})
TOLD_TO = frozenset({"tell", "remind", "inform"})
# Verbs whose subject is a person or body by their meaning: no list need know the noun.
PEOPLE_SAY = frozenset(
    "say tell believe think argue claim insist acknowledge concede admit deny complain recall "
    "allege fear hope suspect boast doubt contend worry reply respond explain".split()
)
PROMISES = frozenset("pledge promise vow undertake swear agree commit offer threaten".split())
TO_ACT = re.compile(r" (?:not )?to (?!the |a |an |its |their |his |her |this |that |all )[a-z]")
JOINED = re.compile(r"[,\"]? (?:and|but)(?: also| later| then| now| \w+ly)*$")
SPOKEN_TO = re.compile(
    r"s (?:who |that |whom )?(?:we|I) (?:have |had )?(?:\w+ed|spoke|spoken|met)(?: to| with)?$"
)
ACRONYM = re.compile(r" \([A-Z]{2,8}\)$")
PLURAL_HEAD = re.compile(
    r"(?:^|[,;\"] )(?:(?:and|but|the|many|some|these) )*(?:[\w-]+ ){0,3}?"
    r"(?:some|many|several|most|others|both|few|[\w-]+[^s\W]s) "
    r"(?:in|of|at|from|with|on|for|inside|across) [^,;.\"]{2,60}$",
    re.IGNORECASE,
)
PRONOUN_LAST = re.compile(r"\b(?:he|she|they|it|we|I)$")
NOR = re.compile(r"\b(?:nor|neither)\b")
POSTPOSED = re.compile(r" (?P<np>(?:[^,;.\"]|(?<= [A-Z])\.|(?<=Mr|Ms|Dr)\.|(?<=Mrs)\.){2,120})")
NAME_SET = re.compile(r", (?P<name>[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'.-]+){1,3})(?=,)")
# ", a charge that Abuja has rejected": what stands before is taken up by a noun and weighed.
RESUMED = re.compile(
    r",\"? (?=an? (?:charge|claim|allegation|accusation|demand|assertion|argument|view"
    r"|figure|finding|promise|suggestion|assessment|position|conclusion|prospect|move|decision|step|pledge)"
    r" (?:that|which|[A-Z]\w+|the|it|he|she|they) )"
)
FINDING_OF = re.compile(
    r"\b(?P<cue>(?:finding|conclusion|assessment|view|warning|estimate|statement|claim|opinion)s? "
    r"(?:of|by)) (?P<np>[^,;\"]{2,120}?) (?=that\b)"
)
