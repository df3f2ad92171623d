{{/* The services that are on, as JSON: what services.yaml says of each, and its values over those of `service`. */}}
{{- define "helpdesk.services" -}}
{{- $facts := .Files.Get "services.yaml" | fromYaml -}}
{{- range $name, $_ := .Values.services -}}
{{- if not (hasKey $facts.services $name) -}}
{{- fail (printf "services.%s: there is no such service; there are %s" $name (keys $facts.services | sortAlpha | join ", ")) -}}
{{- end -}}
{{- end -}}
{{- $on := dict -}}
{{- range $name, $fact := $facts.services -}}
{{- $own := index $.Values.services $name | default dict -}}
{{- $service := mergeOverwrite (deepCopy $.Values.service) (deepCopy $own) -}}
{{- $_ := set $service "pod" (mergeOverwrite (deepCopy $.Values.pod) (deepCopy $service.pod)) -}}
{{- $needs := $fact.needs -}}
{{- range $channel := list "mail" "textGateway" -}}
{{- if not (index $.Values $channel).enabled }}{{ $needs = without $needs $channel }}{{ end -}}
{{- end -}}
{{- $_ := set $service "is" (merge (dict "needs" $needs) $fact) -}}
{{- $_ := set $service "may" (concat $facts.forAll $fact.settings) -}}
{{- if and $.Values.enabled $service.enabled -}}
{{- $_ := set $on $name $service -}}
{{- end -}}
{{- end -}}
{{- toJson $on -}}
{{- end }}

{{/* The jobs that are on, as JSON. */}}
{{- define "helpdesk.jobs" -}}
{{- $facts := .Files.Get "services.yaml" | fromYaml -}}
{{- toJson (ternary $facts.jobs dict (and .Values.enabled .Values.jobs.enabled)) -}}
{{- end }}

{{/* The least and the most processes of a service. */}}
{{- define "helpdesk.least" -}}
{{- if eq .autoscaling.kind "none" }}{{ .replicas }}{{ else }}{{ .autoscaling.min }}{{ end -}}
{{- end }}
{{- define "helpdesk.most" -}}
{{- if eq .autoscaling.kind "none" }}{{ .replicas }}{{ else }}{{ .autoscaling.max }}{{ end -}}
{{- end }}

{{/* Memory as Kubernetes writes it, in MiB. */}}
{{- define "helpdesk.mebibytes" -}}
{{- if hasSuffix "Gi" . }}{{ mul 1024 (trimSuffix "Gi" . | int) }}{{ else if hasSuffix "Mi" . }}{{ trimSuffix "Mi" . | int }}
{{- else }}{{ fail (printf "resources: memory %s must end with Mi or Gi" .) }}{{ end -}}
{{- end }}

{{/* The whole addresses and their services, as JSON: [{host, path, service}], the longest path first. */}}
{{- define "helpdesk.routes" -}}
{{- $site := (urlParse .Values.site.publicUrl).hostname -}}
{{- $console := $site -}}
{{- with .Values.site.consoleUrl }}{{ $console = (urlParse .).hostname }}{{ end -}}
{{- $routes := dict -}}
{{- range $name, $service := include "helpdesk.services" . | fromJson -}}
{{- $prefixes := $service.is.routes | default dict -}}
{{- range $prefixes.site }}{{ $_ := set $routes (printf "%03d %s %s" (sub 999 (len .)) $site .) (dict "host" $site "path" . "service" $name) }}{{ end -}}
{{- range $prefixes.console }}{{ $_ := set $routes (printf "%03d %s %s" (sub 999 (len .)) $console .) (dict "host" $console "path" . "service" $name) }}{{ end -}}
{{- end -}}
{{- $sorted := list -}}
{{- range keys $routes | sortAlpha }}{{ $sorted = append $sorted (index $routes .) }}{{ end -}}
{{- toJson $sorted -}}
{{- end }}

{{/* Triggers of KEDA that count a queue, as JSON: [{name, length}]. */}}
{{- define "helpdesk.queues" -}}
{{- $queues := .service.autoscaling.queues -}}
{{- if and .service.is.desks .service.autoscaling.deskQueueLength -}}
{{- range .root.Values.desksServedHere -}}
{{- $queues = append $queues (dict "name" (printf "desk.%s" .) "length" $.service.autoscaling.deskQueueLength) -}}
{{- end -}}
{{- end -}}
{{- toJson $queues -}}
{{- end }}
