"""All benchmarks, one after another: python -m benchmarks [pages] [text] [search] [-- options of the one named]"""

import subprocess
import sys

KNOWN = ("pages", "text", "search")

named = [word for word in sys.argv[1:] if word in KNOWN] or KNOWN
options = [word for word in sys.argv[1:] if word not in KNOWN and word != "--"]
for name in named:
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *options], check=True)
