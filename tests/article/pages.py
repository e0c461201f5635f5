"""An invented article, to build invented pages around."""

LEAD = (
    "Two envoys of Ruritania met their colleagues from Graustark in Strelsau on Monday and agreed to reopen the border crossing at Zenda, "
    "which has been closed since the harvest, officials of both countries said after the talks."
)
SECOND = "“Nobody will wait at that bridge again,” the Ruritanian envoy told reporters. He thanked his hosts for their patience and their soup."
THIRD = (
    "Borduria, which had asked to be heard, sent nobody. Its government said in a statement that it would not recognise any agreement about the "
    "river that was made without it, and called its ambassador home for consultations."
)
LAST = "The last accord of this kind, signed eleven years ago, was abandoned by both governments within two summers."
BODY = f"{LEAD}\n\n{SECOND}\n\n{THIRD}\n\n{LAST}"
TITLE = "Envoys agree to reopen the crossing at Zenda"
