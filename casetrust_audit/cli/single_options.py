"""Options and arguments that one command alone has, as types."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casetrust_audit.cli import completing

LoginFile = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="File for the login.")]
Source = Annotated[
    Path,
    typer.Argument(
        metavar="BUNDLE_OR_AUDIT_JSON", help="A bundle, or an audit.json.", autocompletion=completing.bundles
    ),
]

# diff
Old = Annotated[Path, typer.Argument(metavar="OLD", help="audit.json of the earlier audit, or its directory.")]
New = Annotated[Path, typer.Argument(metavar="NEW", help="audit.json of the later audit, or its directory.")]
DiffFormat = Annotated[
    str,
    typer.Option(
        "--format", "-f", metavar="NAME", help="text, md or html.",
        autocompletion=completing.one_of(completing.DIFF_FORMATS),
    ),
]  # fmt: skip
DiffOutput = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="File to write to.", show_default="stdout"),
]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="Exit with 1 where something got worse.")]

# demo
DemoOutput = Annotated[
    Path, typer.Option("--output", "-o", metavar="DIR", help="Directory to write to; made anew.")
]  # fmt: skip
Defect = Annotated[
    list[str] | None,
    typer.Option(
        "--defect", metavar="NAME", help="Audit the demo shop with this defect only; may be repeated.",
        autocompletion=completing.defects,
    ),
]  # fmt: skip
ListDefects = Annotated[bool, typer.Option("--defects", help="List the defects the demo shop can have.")]
Coat = Annotated[
    list[str] | None,
    typer.Option(
        "--coat", metavar="NAME", help="Serve the same shop in another form, this coat; may be repeated.",
        autocompletion=completing.coats,
    ),
]  # fmt: skip
ListCoats = Annotated[bool, typer.Option("--coats", help="List the coats the demo shop can wear.")]

# inspect
Pages = Annotated[
    list[str] | None, typer.Argument(metavar="FILE_OR_URL...", help="Saved HTML (gzip too), or a live page.")
]
PageUrl = Annotated[str, typer.Option("--url", metavar="URL", help="Where the one saved page came from.")]
Labels = Annotated[
    Path | None,
    typer.Option("--labels", metavar="FILE", help='JSON lines with "file" and "url": pages to inspect.'),
]
Why = Annotated[bool, typer.Option("--why", help="Say what spoke for and against each value.")]
Layout = Annotated[
    str,
    typer.Option(
        "--layout", metavar="NAME", help="desktop or phone.", autocompletion=completing.one_of(completing.LAYOUTS)
    ),
]

# init
ShopUrl = Annotated[str, typer.Option("--url", metavar="URL", help="The shop's front page.")]
AskedProfile = Annotated[
    str,
    typer.Option(
        "--profile", metavar="NAME", help="Profile to judge by.", show_default="asked",
        autocompletion=completing.profiles,
    ),
]  # fmt: skip
AskedGate = Annotated[
    str,
    typer.Option(
        "--gate", metavar="LEVEL", help="What fails a release.", show_default="asked",
        autocompletion=completing.one_of(completing.GATES),
    ),
]  # fmt: skip
AskedOwnSite = Annotated[
    bool | None, typer.Option("--own-site/--not-own-site", help="You answer for this shop.", show_default="asked")
]
Directory = Annotated[Path, typer.Option("--directory", metavar="DIR", help="Where to write.")]

# rules
Area = Annotated[
    str | None,
    typer.Option("--area", metavar="CODE", help="Only this area, for example PRC.", autocompletion=completing.areas),
]
RuleId = Annotated[
    str,
    typer.Argument(
        metavar="RULE", help="Id of the rule, for example prc-no-hidden-charges.", autocompletion=completing.rule_ids
    ),
]
