{{/* Rules that lead to servers, by their names under `network`. */}}
{{- define "helpdesk.egress" -}}
{{- range .reached }}
{{- $server := index $.root.Values.network . }}
- ports: [{port: {{ $server.port }}}]
  {{- with $server.to }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}
