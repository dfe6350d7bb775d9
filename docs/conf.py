"""Sphinx configuration; the pages of the environments are generated at every build."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generate_environments import generate

from gem_gymnasium import __version__

project = "gem-gymnasium"
author = "The gem-gymnasium developers"
release = version = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
default_role = "code"
html_theme = "furo"
html_title = "gem-gymnasium"
exclude_patterns = ["_build", "environments/_*"]
autodoc_typehints = "description"
autodoc_member_order = "bysource"
napoleon_numpy_docstring = False

generate(Path(__file__).parent / "environments")
