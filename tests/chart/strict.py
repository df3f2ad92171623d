"""Holds rendered objects against the schemas of Kubernetes and of the custom resources, unknown fields refused.

    strict.py FOLDER VERSION...      FOLDER has the rendered files, a VERSION is one of Kubernetes, such as 1.30

The schemas of Kubernetes come with kubernetes-validate; those of custom resources are in crds/, without their
descriptions. An object of a kind that neither knows is a fault.
"""

import json
import pathlib
import sys

import jsonschema
import kubernetes_validate
import yaml

HERE = pathlib.Path(__file__).parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def main(folder, versions):
    objects = {}
    for file in sorted(pathlib.Path(folder).glob("*.yaml")):
        for document in yaml.load_all(file.read_text(), LOADER):
            if document:
                objects.setdefault(json.dumps(document, sort_keys=True), (file.name, document))
    resources = custom_resources()
    faults = []
    for file, document in objects.values():
        where = f"{file}: {document['kind']} {document['metadata']['name']}"
        known = resources.get((document["apiVersion"], document["kind"]))
        if known:
            faults += [f"{where}: {error.json_path}: {error.message}" for error in known.iter_errors(document)]
            continue
        for version in versions:
            try:
                kubernetes_validate.validate(document, version, strict=True)
            except (kubernetes_validate.ValidationError, kubernetes_validate.SchemaNotFoundError) as error:
                faults.append(f"{where}: Kubernetes {version}: {getattr(error, 'message', error)}")
    print("\n".join(faults) or f"{len(objects)} objects keep their schemas")
    return 1 if faults or not objects else 0


def custom_resources():
    found = {}
    for file in HERE.glob("crds/*.json"):
        definition = json.loads(file.read_text())
        schema = closed(definition["schema"])
        schema["properties"]["metadata"] = {"type": "object"}
        found[definition["apiVersion"], definition["kind"]] = jsonschema.Draft202012Validator(schema)
    return found


def closed(schema):
    """The schema, with every object closed to fields that it does not name, as the API server prunes them."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    part = {name: closed(value) for name, value in schema.items()}
    opens = part.get("x-kubernetes-preserve-unknown-fields") or "additionalProperties" in part
    if part.get("type") == "object" and "properties" in part and not opens:
        part["additionalProperties"] = False
    return part


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
