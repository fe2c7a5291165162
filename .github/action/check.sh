#!/usr/bin/env bash
# The second step of action.yml: promolint on the inputs, which come as environment variables and reach it as arguments
# that no shell reads again. Written for bash 3.2, which macOS has.
set -euo pipefail

bin=$RUNNER_TEMP/promolint/bin
reports=$(mktemp -d "$RUNNER_TEMP/promolint-reports-XXXXXX")
summary_limit=1000000 # bytes; GitHub refuses a summary of more than one mebibyte
arguments=(check)

# annotate LEVEL TEXT: a mark on the page of the run
annotate() {
  local text=$2
  text=${text//'%'/%25}
  text=${text//$'\r'/%0D}
  text=${text//$'\n'/%0A}
  printf '::%s title=promolint::%s\n' "$1" "$text"
}

# give_up TEXT: nothing is proved
give_up() {
  annotate error "$1"
  echo exit-status=2 >>"$GITHUB_OUTPUT"
  exit 2
}

# one_line INPUT VALUE
one_line() {
  case $2 in *[$'\r\n']*) give_up "$(printf 'The input “%s” takes one line.' "$1")" ;; esac
}

# option NAME VALUE: the input of this name as the option of this name, if it says anything
option() {
  one_line "$1" "$2"
  [ -z "$2" ] || arguments+=("--$1=$2")
}

while read -r line; do
  [ -z "$line" ] || arguments+=("$line")
done <<<"$INPUT_ARGS"
option policy "$INPUT_POLICY"
option language "$INPUT_LANGUAGE"
option fail-on "$INPUT_FAIL_ON"
option baseline "$INPUT_BASELINE"
option since "$INPUT_SINCE"

arguments+=(--format=github "--output=json=$reports/promolint.json" "--output=markdown=$reports/promolint.md")
sarif=$INPUT_SARIF_FILE
one_line sarif-file "$sarif"
if [ -z "$sarif" ] && [ "$INPUT_UPLOAD_SARIF" = true ]; then sarif=$reports/promolint.sarif; fi
[ -z "$sarif" ] || arguments+=("--output=sarif=$sarif")

named=
while read -r line; do
  case $line in
    '') continue ;;
    -*) line=./$line ;; # a file of this name, neither an option nor standard input
  esac
  arguments+=("$line")
  named=yes
done <<<"$INPUT_PATHS"
[ -n "$named" ] || give_up 'The input “paths” names nothing. Leave it out to check the whole repository.'

status=0
"$bin/promolint" "${arguments[@]}" </dev/null 2>"$reports/messages" || status=$?
if [ -s "$reports/messages" ]; then
  if [ "$status" -le 1 ]; then level=warning; else level=error; fi
  annotate "$level" "$(cat "$reports/messages")"
fi

echo "exit-status=$status" >>"$GITHUB_OUTPUT"
if [ -f "$reports/promolint.json" ]; then
  "$bin/python" -I -c '
import json, sys
with open(sys.argv[1], encoding="utf-8") as report:
    numbers = json.load(report)["summary"]
print(*(f"{name}={numbers[name]}" for name in ("errors", "warnings", "notes")), sep="\n")
' "$reports/promolint.json" >>"$GITHUB_OUTPUT"
  [ -z "$sarif" ] || echo "sarif-file=$sarif" >>"$GITHUB_OUTPUT"
  if [ "$INPUT_SUMMARY" = true ]; then
    if [ "$(wc -c <"$reports/promolint.md")" -le "$summary_limit" ]; then
      cat "$reports/promolint.md"
    else
      sed '/^## /,$d' "$reports/promolint.md" # the numbers alone, without the sections of the files
    fi >>"$GITHUB_STEP_SUMMARY"
  fi
fi
exit "$status"
