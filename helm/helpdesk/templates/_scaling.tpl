{{/* Up at once, down in steps: a queue that is empty for a moment ends nobody. */}}
{{- define "helpdesk.scalingPace" -}}
scaleUp:
  stabilizationWindowSeconds: 0
  policies: [{type: Percent, value: 100, periodSeconds: 30}]
scaleDown:
  stabilizationWindowSeconds: 300
  policies: [{type: Percent, value: 25, periodSeconds: 60}]
{{- end }}

{{/* Not empty when KEDA counts a queue for any service. */}}
{{- define "helpdesk.countsQueues" -}}
{{- range $name, $service := include "helpdesk.services" . | fromJson -}}
{{- if and (eq $service.autoscaling.kind "keda") (include "helpdesk.queues" (dict "root" $ "service" $service) | fromJsonArray) }}yes{{ end -}}
{{- end -}}
{{- end }}
