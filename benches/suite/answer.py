"""One answer of the API on standard input."""

from suite import builds
from suite.measure import DATA, Command
from suite.settings import Settings
from suite.table import Block, Goal

JSON = """{"RequestId":"8C3882A6-FF03-5E8B-9FBB-33B298CF44DB","HostId":"nas.cn-hangzhou.aliyuncs.com",\
"Code":"InvalidFileSystem.NotFound","Message":"The specified FileSystem does not exist."}
"""
XML = """<Error><RequestId>8C3882A6-FF03-5E8B-9FBB-33B298CF44DB</RequestId><HostId>nas.cn-hangzhou.aliyuncs.com</HostId>\
<Code>InvalidFileSystem.NotFound</Code><Message>The specified FileSystem does not exist.</Message></Error>
"""
NASERR, RG = "naserr explain", "rg -F -f CODES"


def measure(settings: Settings) -> tuple[list[Block], list[Goal]]:
    json, xml = DATA / "answer.json", DATA / "answer.xml"
    json.write_text(JSON)
    xml.write_text(XML)
    codes = str(builds.codes())
    commands = [Command(NASERR, (str(builds.NASERR), "explain"), json)]
    if settings.builds_all:
        commands.append(Command("naserr explain, static build", (str(builds.static_naserr()), "explain"), json))
    commands += [
        Command("naserr explain, of XML", (str(builds.NASERR), "explain"), xml),
        Command(RG, ("rg", "-F", "-f", codes), json, needs="rg"),
        Command("grep -F -f CODES", ("grep", "-F", "-f", codes), json, needs="grep"),
        Command("jq .Code", ("jq", ".Code"), json, needs="jq"),
        Command("xmllint --xpath //Code", ("xmllint", "--xpath", "//Code/text()", "-"), xml, needs="xmllint"),
    ]
    block = Block("explain one API answer on standard input", NASERR, settings.race(commands))
    return [block], [Goal(f"one API answer: wall time beside `{RG}`", 0.2, block.ratio(NASERR, RG, "wall"))]
