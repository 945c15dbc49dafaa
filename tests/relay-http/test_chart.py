"""The Helm chart: what it makes is what Kubernetes takes, and wrong values are refused before anything is made."""

import shutil
import subprocess
from pathlib import Path

import kubernetes_validate
import pytest
import yaml

CHART = Path(__file__).resolve().parents[2] / "deploy" / "helm" / "relay"
KUBERNETES = "1.37"
# Not a part of Kubernetes, so no schema of it knows them.
FOREIGN = {"ServiceMonitor"}

ONE: list[str] = []
ALL = [
    "replicas=3",
    "database.secret=database",
    "database.caSecret=authority",
    "redis.secret=redis",
    "nats.secret=nats",
    "relay.sharedPlane=true",
    "relay.otlpUrl=http://collector:4318",
    "relay.admins={0123456789abcdef0123456789abcdef}",
    "ingress.enabled=true",
    "ingress.host=relay.example.org",
    "ingress.tlsSecret=certificate",
    "monitoring.enabled=true",
]


def helm(*arguments: str, values: list[str]) -> subprocess.CompletedProcess:
    program = shutil.which("helm")
    if program is None:
        pytest.skip("helm is missing; install it with: go install helm.sh/helm/v3/cmd/helm@v3.22.0")
    given = [word for value in values for word in ("--set", value)]
    command = [program, *arguments, str(CHART), *given]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def made(values: list[str]) -> list[dict]:
    done = helm("template", "--kube-version", KUBERNETES, "relay", values=values)
    assert done.returncode == 0, done.stderr
    return [document for document in yaml.safe_load_all(done.stdout) if document]


@pytest.mark.parametrize("values", [ONE, ALL], ids=["one", "all"])
def test_the_chart_is_in_order(values):
    done = helm("lint", "--strict", values=values)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("values", [ONE, ALL], ids=["one", "all"])
def test_kubernetes_takes_what_it_makes(values):
    kinds = []
    for document in made(values):
        kinds.append(document["kind"])
        if document["kind"] not in FOREIGN:
            kubernetes_validate.validate(document, KUBERNETES, strict=True)
    assert "Service" in kinds
    assert FOREIGN.isdisjoint(kinds) == (values is ONE)


def test_the_validation_finds_what_is_wrong():
    service = next(document for document in made(ONE) if document["kind"] == "Service")
    service["spec"]["prots"] = []
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(service, KUBERNETES, strict=True)


@pytest.mark.parametrize("values", [ONE, ALL], ids=["one", "all"])
def test_containers_run_without_rights(values):
    pods = [document["spec"]["template"]["spec"] for document in made(values) if "template" in document.get("spec", {})]
    assert pods
    for pod in pods:
        assert pod["securityContext"]["runAsNonRoot"] is True
        for container in pod["containers"]:
            context = container["securityContext"]
            assert context["allowPrivilegeEscalation"] is False
            assert context["readOnlyRootFilesystem"] is True
            assert context["capabilities"]["drop"] == ["ALL"]


@pytest.mark.parametrize(
    "wrong",
    ["replicas=0", "replicas=2", "image.repository=", "storage.size=much", "relay.quota=1", "relay.admins={me}", "no=1"],
)
def test_wrong_values_are_refused(wrong):
    done = helm("template", "--kube-version", KUBERNETES, "relay", values=[wrong])
    assert done.returncode != 0, done.stdout
    assert done.stderr
