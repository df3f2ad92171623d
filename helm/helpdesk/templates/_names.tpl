{{/* Names, labels and images. A context is (dict "root" $ "name" the service's or job's name). */}}

{{- define "helpdesk.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{- define "helpdesk.name" -}}
{{ include "helpdesk.fullname" .root }}-{{ .name }}
{{- end }}

{{/* What selects the pods of one component. It never changes from version to version. */}}
{{- define "helpdesk.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{/* What selects every pod of the release. */}}
{{- define "helpdesk.selectorOfAll" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "helpdesk.labelsOfAll" -}}
{{ include "helpdesk.selectorOfAll" . }}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | trunc 63 | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: {{ .Chart.Name }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "helpdesk.labels" -}}
{{ include "helpdesk.labelsOfAll" .root }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{/* registry/repository-<service>, or registry/repository for the operator's program. A digest wins over a tag. */}}
{{- define "helpdesk.image" -}}
{{- $image := mergeOverwrite (deepCopy .root.Values.image) (.image | default dict) -}}
{{- $repository := $image.repository -}}
{{- if and .service (not (hasKey (.image | default dict) "repository")) -}}
{{- $repository = printf "%s-%s" $image.repository .service -}}
{{- end -}}
{{- $tag := $image.tag | default .root.Chart.AppVersion -}}
{{- if eq $tag "latest" -}}{{ fail "image.tag: latest is another program tomorrow; name a version or a digest" }}{{- end -}}
{{- with $image.registry }}{{ . }}/{{ end }}{{ $repository }}{{ if $image.digest }}@{{ $image.digest }}{{ else }}:{{ $tag }}{{ end -}}
{{- end }}

{{- define "helpdesk.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (include "helpdesk.fullname" .) -}}
{{- end }}
