#!/bin/bash
# Starts Elasticsearch and, where it has no index "logs", makes one up for the shipped kpis.yaml.
set -euo pipefail
server=http://127.0.0.1:9200

uuid() { # KIND NUMBER, as demo/postgres.sql makes them
  local digest
  digest=$(printf '%s%s' "$1" "$2" | md5sum)
  echo "${digest:0:8}-${digest:8:4}-${digest:12:4}-${digest:16:4}-${digest:20:12}"
}

documents() {
  local now n actions=(CREATE UPDATE UPDATE) tools=() processes=()
  now=$(date +%s)
  for n in {1..24}; do tools+=("$(uuid tool "$n")"); done
  for n in {1..60}; do processes+=("$(uuid process "$n")"); done
  for n in {1..3000}; do
    printf '{"index":{"_id":"%d"}}\n' "$n"
    printf '{"user_id":"sub-%d","service":"coproduction","action":"%s","model":"ASSET","timestamp":"%(%FT%T)T",' \
      $((1 + n % 350)) "${actions[n % 3]}" $((now - n * 2400))
    printf '"softwareinterlinker_id":"%s","softwareinterlinker_name":"Tool %d","coproductionprocess_id":"%s"}\n' \
      "${tools[n % 24]}" $((n % 24 + 1)) "${processes[n * 7 % 60]}"
  done
}

fill() {
  until curl -fsS -o /dev/null "$server/_cluster/health?wait_for_status=yellow&timeout=5s" 2> /dev/null; do sleep 1; done
  if curl -fsS -o /dev/null -I "$server/logs" 2> /dev/null; then return; fi
  # Under another name first, so that an index "logs" is always a whole one.
  curl -fsS -o /dev/null -X DELETE "$server/demo-logs?ignore_unavailable=true"
  curl -fsS -o /dev/null -X PUT -H 'Content-Type: application/json' "$server/demo-logs" \
    -d '{"settings": {"number_of_replicas": 0}}'
  documents | curl -fsS -o /dev/null -X POST -H 'Content-Type: application/x-ndjson' --data-binary @- \
    "$server/demo-logs/_bulk?refresh=true"
  curl -fsS -o /dev/null -X POST -H 'Content-Type: application/json' "$server/_aliases" \
    -d '{"actions": [{"add": {"index": "demo-logs", "aliases": ["logs", "log"]}}]}'
}

export TZ=UTC
fill &
exec /usr/local/bin/docker-entrypoint.sh eswrapper
