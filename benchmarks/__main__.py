"""All benchmarks, one after another: python -m benchmarks [pages] [api] [text] [biography] [search]

`python -m benchmarks examples` writes the page of examples, which is no benchmark, and `python -m benchmarks
lighthouse` asks Lighthouse about the demo's pages, for which it fetches that tool; both run only when named.
"""

import subprocess
import sys

KNOWN = ("pages", "api", "text", "biography", "search")

named = [word for word in sys.argv[1:] if word in (*KNOWN, "examples", "lighthouse")] or KNOWN
options = [word for word in sys.argv[1:] if word not in named and word != "--"]
for name in named:
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *options], check=True)
