"""A disk whose flush takes its time: how a save stands beside a bare commit where commits really wait for the disk.

A virtual machine's disk often answers a flush from memory in a tenth of a millisecond; one that has no battery needs
one to ten. Every process that is started after `slow_down_flushes` waits so long in fsync and fdatasync, whether it is
Plenary's, the bare commits' or the database server. A C compiler is needed.
"""

import os
import subprocess
import tempfile
from pathlib import Path

_SOURCE = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
int fsync(int file) {
    usleep(MICROSECONDS);
    return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(file);
}
int fdatasync(int file) {
    usleep(MICROSECONDS);
    return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(file);
}
"""


def slow_down_flushes(milliseconds: float) -> None:
    """Let every process started from now on wait at each flush."""
    library = Path(tempfile.mkdtemp()) / "slow_disk.so"
    defined = f"-DMICROSECONDS={milliseconds * 1000:.0f}"
    command = ["cc", "-shared", "-fPIC", "-O2", defined, "-x", "c", "-", "-o", str(library), "-ldl"]
    subprocess.run(command, input=_SOURCE, text=True, check=True)
    os.environ["LD_PRELOAD"] = str(library)
