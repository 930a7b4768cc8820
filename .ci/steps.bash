# Functions of .ci/run: they run commands as named steps, and sum up the results.

work=$(mktemp -d)
mark=$work # the value of CI_MARK in the environment of all processes that steps start; see .ci/orphans
declare -i passed=0 failed=0 skipped=0
failed_steps=()
names=()
pids=()

# step NAME COMMAND…: a failure doesn't end the run.
step() {
  local start=$SECONDS status=ok
  printf '\n===== %s\n' "$1"
  CI_MARK=$mark "${@:2}" 2>&1 | tee "$work/step.log" || status=FAILED
  record "$1" "$status" "$work/step.log"
  printf '===== %s: %s, %s s\n' "$1" "$status" $((SECONDS - start))
}

# background NAME COMMAND…: starts a step; finish_background waits for all of them and prints their output.
background() {
  names+=("$1")
  CI_MARK=$mark "${@:2}" >"$work/background-${#pids[@]}.log" 2>&1 &
  pids+=($!)
}

finish_background() {
  local i status
  for i in "${!pids[@]}"; do
    status=ok
    wait "${pids[i]}" || status=FAILED
    printf '\n===== %s\n' "${names[i]}"
    cat "$work/background-$i.log"
    record "${names[i]}" "$status" "$work/background-$i.log"
    printf '===== %s: %s\n' "${names[i]}" "$status"
  done
  names=()
  pids=()
}

# record NAME STATUS LOG: adds the sums that builds print, or counts the step as one result.
record() {
  local p f s
  read -r p f s < <(awk '/^[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$/ {p += $1; f += $3; s += $5} END {print p + 0, f + 0, s + 0}' "$3")
  if [[ $2 == FAILED ]]; then
    failed_steps+=("FAILED: $1"$'\n'"$(grep -E '^(FAILED  |Error: )' "$3" | head -n 10 | cut -c 1-400 || true)")
    ((f > 0)) || f=1
  elif ((p + f + s == 0)); then
    p=1
  fi
  passed+=p failed+=f skipped+=s
}

# Ends the run with an exit code.
print_sum() {
  local sum="$passed passed, $failed failed"
  ((skipped == 0)) || sum+=", $skipped skipped"
  printf '\nAll steps took %s min.\n' $(((SECONDS + 59) / 60))
  ((${#failed_steps[@]} == 0)) || printf '%s\n' "${failed_steps[@]}"
  echo "$sum"
  exit $((failed > 0))
}
