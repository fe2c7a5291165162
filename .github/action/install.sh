#!/usr/bin/env bash
# The first step of action.yml: promolint from the action's own checkout, in an environment of its own.
# -I keeps Python from importing what lies in the folder that is to be checked.
set -euo pipefail

home=$RUNNER_TEMP/promolint

fail() {
  printf '::error title=promolint::%s\n' "$1"
  exit 2
}

"$INPUT_PYTHON" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  fail 'Python 3.11 or later is needed. Put actions/setup-python before this step, or name one by the input “python”.'
{
  "$INPUT_PYTHON" -I -m venv "$home" &&
    "$home/bin/python" -I -m pip install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH"
} ||
  fail 'promolint could not be installed. The log of this step says why.'
