{{/* What every container may not do. */}}
{{- define "helpdesk.confinement" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* The name of the Secret of a kind. */}}
{{- define "helpdesk.secretName" -}}
{{- $secret := index .root.Values.secrets .kind -}}
{{- $secret.existingSecret | default (printf "%s-%s" (include "helpdesk.fullname" .root) (kebabcase .kind)) -}}
{{- end }}

{{/* The key in a Secret: `{service}` in the value stands for the service's name. */}}
{{- define "helpdesk.secretKey" -}}
{{- replace "{service}" (.service | default "") .key -}}
{{- end }}

{{/* Whether a setting of a kind of secret is read under the service's own name. */}}
{{- define "helpdesk.secretSetting" -}}
{{- if has .kind (list "vault" "mail" "textGateway" "populationRegister") }}{{ .setting }}{{ else }}{{ printf "%s_%s" (upper .service | replace "-" "_") .setting }}{{ end -}}
{{- end }}

{{/* Secret files of a service, as JSON: [{setting, secret, key, path}]. */}}
{{- define "helpdesk.secretFiles" -}}
{{- $files := list -}}
{{- $root := .root -}}
{{- $name := .name -}}
{{- range $kind := .service.is.needs -}}
{{- range $setting, $key := (index $root.Values.secrets $kind).keys -}}
{{- $files = append $files (dict
      "setting" (include "helpdesk.secretSetting" (dict "kind" $kind "setting" $setting "service" $name))
      "secret" (include "helpdesk.secretName" (dict "root" $root "kind" $kind))
      "key" (include "helpdesk.secretKey" (dict "key" $key "service" $name))) -}}
{{- end -}}
{{- end -}}
{{- toJson $files -}}
{{- end }}

{{/* Secret files of a job: the operator's, and for the topology the URL of every service at the broker. */}}
{{- define "helpdesk.secretFilesOfJob" -}}
{{- $files := list -}}
{{- $root := .root -}}
{{- range $setting := .job.settings -}}
{{- $files = append $files (dict "setting" $setting
      "secret" (include "helpdesk.secretName" (dict "root" $root "kind" "operator"))
      "key" (index $root.Values.secrets.operator.keys $setting)) -}}
{{- end -}}
{{- if .job.brokerOfAll -}}
{{- $on := include "helpdesk.services" $root | fromJson -}}
{{- range $name, $fact := ($root.Files.Get "services.yaml" | fromYaml).services -}}
{{- if and (has "broker" $fact.needs) (or (not $fact.late) (hasKey $on $name)) -}}
{{- $files = append $files (dict "setting" (printf "%s_AMQP_URL" (upper $name | replace "-" "_"))
      "secret" (include "helpdesk.secretName" (dict "root" $root "kind" "broker"))
      "key" (include "helpdesk.secretKey" (dict "key" $root.Values.secrets.broker.keys.AMQP_URL "service" $name))) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson $files -}}
{{- end }}

{{/* Variables that name the files. */}}
{{- define "helpdesk.fileVariables" -}}
{{- range . }}
- name: {{ .setting }}_FILE
  value: /run/secrets/helpdesk/{{ .setting }}
{{- end }}
{{- end }}

{{/* The volume with the files, readable by owner and group only: 288 is 0440. */}}
{{- define "helpdesk.fileVolumes" -}}
- name: secrets
  projected:
    defaultMode: 288
    sources:
      {{- range .files }}
      - secret:
          name: {{ .secret }}
          items: [{key: {{ .key }}, path: {{ .setting }}}]
      {{- end }}
{{- with .root.Values.certificates }}
{{- if .configMap }}
- name: certificates
  configMap:
    name: {{ .configMap }}
    items: [{key: {{ .key }}, path: ca.crt}]
{{- end }}
{{- end }}
{{- end }}

{{- define "helpdesk.fileMounts" -}}
- name: secrets
  mountPath: /run/secrets/helpdesk
  readOnly: true
{{- if .Values.certificates.configMap }}
- name: certificates
  mountPath: /run/certificates
  readOnly: true
{{- end }}
{{- end }}

{{/* The authorities of stamps, as a volume and its mount: for the services that look at stamps. */}}
{{- define "helpdesk.trustsStamps" -}}
{{- if and (has "stampDistributor" (.service.is.reaches | default list)) .root.Values.stampDistributor.trustAnchors.configMap }}yes{{ end -}}
{{- end }}

{{- define "helpdesk.trustVolume" -}}
{{- if include "helpdesk.trustsStamps" . }}
{{- with .root.Values.stampDistributor.trustAnchors }}
- name: stamps
  configMap:
    name: {{ .configMap }}
    items: [{key: {{ .key }}, path: e-meterai.pem}]
{{- end }}
{{- end }}
{{- end }}

{{- define "helpdesk.trustMount" -}}
{{- if include "helpdesk.trustsStamps" . }}
- name: stamps
  mountPath: /run/stamps
  readOnly: true
{{- end }}
{{- end }}

{{/* The key that signs cards, as settings, a volume and its mount: [{setting, key, path}]. */}}
{{- define "helpdesk.cardFiles" -}}
{{- $files := list -}}
{{- with .root.Values.cardSigning -}}
{{- if and $.service.is.signs .existingSecret -}}
{{- $files = list (dict "setting" "CARD_SIGNING_KEY_FILE" "key" .key "path" "key.pem") (dict "setting" "CARD_SIGNING_CERTIFICATES_FILE" "key" .certificates "path" "certificates.pem") -}}
{{- with .formerCertificates -}}
{{- $files = append $files (dict "setting" "CARD_FORMER_CERTIFICATES_FILE" "key" . "path" "former.pem") -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson $files -}}
{{- end }}

{{- define "helpdesk.cardVolume" -}}
{{- with include "helpdesk.cardFiles" . | fromJsonArray }}
- name: cards
  secret:
    secretName: {{ $.root.Values.cardSigning.existingSecret }}
    defaultMode: 288
    items:
      {{- range . }}
      - {key: {{ .key }}, path: {{ .path }}}
      {{- end }}
{{- end }}
{{- end }}

{{- define "helpdesk.cardMount" -}}
{{- if include "helpdesk.cardFiles" . | fromJsonArray }}
- name: cards
  mountPath: /run/cards
  readOnly: true
{{- end }}
{{- end }}

{{/* Settings that services and jobs share. */}}
{{- define "helpdesk.commonVariables" -}}
{{- if .Values.allowPlaintext }}
- name: ALLOW_PLAINTEXT
  value: "true"
{{- end }}
{{- if .Values.certificates.configMap }}
- name: SSL_CERT_FILE
  value: /run/certificates/ca.crt
{{- end }}
{{- end }}

{{/* Everything in the environment of a service. What an operator adds may not replace what the chart sets. */}}
{{- define "helpdesk.variables" -}}
{{- $service := .service -}}
{{- $values := .root.Values -}}
{{- $built := list
      (dict "name" "LISTEN" "value" "0.0.0.0:8080")
      (dict "name" "ADMIN_LISTEN" "value" "0.0.0.0:9090")
      (dict "name" "SHUTDOWN_GRACE" "value" (printf "%ds" (int $service.graceSeconds)))
      (dict "name" "PUBLIC_URL" "value" $values.site.publicUrl)
      (dict "name" $service.is.poolSetting "value" (toString $service.poolSize)) -}}
{{- if and $values.site.consoleUrl (eq .name "console") -}}
{{- $built = append $built (dict "name" "CONSOLE_PUBLIC_URL" "value" $values.site.consoleUrl) -}}
{{- end -}}
{{- range $service, $offer := dict "accounts" "OFFER_ACCOUNTS" "registration" "OFFER_FORMATIONS" -}}
{{- $told := list "intake" -}}
{{- if eq $service "registration" -}}{{- $told = list "intake" "accounts" -}}{{- end -}}
{{- if and (has $.name $told) (index $values.services $service).enabled -}}
{{- $built = append $built (dict "name" $offer "value" "true") -}}
{{- end -}}
{{- end -}}
{{- with $values.site.trustedProxies -}}
{{- $built = append $built (dict "name" "TRUSTED_PROXIES" "value" (join "," .)) -}}
{{- end -}}
{{- with $values.telemetry.endpoint -}}
{{- $built = append $built (dict "name" "OTEL_EXPORTER_OTLP_ENDPOINT" "value" .) -}}
{{- end -}}
{{- if has "objectStore" $service.is.needs -}}
{{- range $setting, $value := dict "S3_ENDPOINT" $values.objectStore.endpoint "S3_REGION" $values.objectStore.region "S3_BUCKET" $values.objectStore.bucket -}}
{{- $built = append $built (dict "name" $setting "value" $value) -}}
{{- end -}}
{{- end -}}
{{- if has "mail" $service.is.needs -}}
{{- $built = append $built (dict "name" "MAIL_FROM" "value" $values.mail.from) -}}
{{- end -}}
{{- if has "textGateway" $service.is.needs -}}
{{- $built = append $built (dict "name" "TEXT_GATEWAY_URL" "value" $values.textGateway.url) -}}
{{- end -}}
{{- if has "populationRegister" $service.is.needs -}}
{{- range $setting, $value := dict "POPULATION_REGISTER_URL" $values.populationRegister.url "POPULATION_REGISTER_INSTITUTION" $values.populationRegister.institution -}}
{{- $built = append $built (dict "name" $setting "value" $value) -}}
{{- end -}}
{{- end -}}
{{- if has "stampDistributor" ($service.is.reaches | default list) -}}
{{- with $values.stampDistributor.url -}}
{{- $built = append $built (dict "name" "STAMP_DISTRIBUTOR_URL" "value" .) -}}
{{- end -}}
{{- if $values.stampDistributor.trustAnchors.configMap -}}
{{- $built = append $built (dict "name" "STAMP_TRUST_ANCHORS" "value" "/run/stamps/e-meterai.pem") -}}
{{- end -}}
{{- end -}}
{{- range include "helpdesk.cardFiles" . | fromJsonArray -}}
{{- $built = append $built (dict "name" .setting "value" (printf "/run/cards/%s" .path)) -}}
{{- end -}}
{{- if and $service.is.signs $values.cardSigning.existingSecret $values.cardSigning.issuer -}}
{{- $built = append $built (dict "name" "CARD_CERTIFICATE_ISSUER" "value" $values.cardSigning.issuer) -}}
{{- end -}}
{{- range $setting, $value := $service.settings -}}
{{- $built = append $built (dict "name" $setting "value" (toString $value)) -}}
{{- end -}}
{{- $text := printf "%s\n%s\n%s" (toYaml $built) (include "helpdesk.commonVariables" .root) (include "helpdesk.fileVariables" .files) -}}
{{- $names := list -}}
{{- range fromYamlArray $text }}{{ $names = concat $names (list .name (printf "%s_FILE" .name) (trimSuffix "_FILE" .name)) }}{{ end -}}
{{- range $service.pod.extraEnv -}}
{{- if has .name $names }}{{ fail (printf "extraEnv: the chart sets %s itself" .name) }}{{ end -}}
{{- end -}}
{{- $text -}}
{{- with $service.pod.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* The pod's security, without what a values file sets to null. */}}
{{- define "helpdesk.podSecurity" -}}
{{- $set := dict -}}
{{- range $key, $value := .Values.podSecurityContext -}}
{{- if not (kindIs "invalid" $value) }}{{ $_ := set $set $key $value }}{{ end -}}
{{- end -}}
{{- toYaml $set -}}
{{- end }}

{{/* The keys that somebody reads in the Secret of each kind, as JSON: {kind: {key: true}}. */}}
{{- define "helpdesk.keysRead" -}}
{{- $read := dict -}}
{{- $root := . -}}
{{- $jobs := include "helpdesk.jobs" . | fromJson -}}
{{- $services := include "helpdesk.services" . | fromJson -}}
{{- range $name, $fact := (.Files.Get "services.yaml" | fromYaml).services -}}
{{- range $kind := dig $name "is" "needs" $fact.needs $services -}}
{{- if or (hasKey $services $name) (and $jobs (eq $kind "broker") (not $fact.late)) -}}
{{- range $_, $key := (index $root.Values.secrets $kind).keys -}}
{{- $_ := set $read $kind (merge (dict (include "helpdesk.secretKey" (dict "key" $key "service" $name)) true) (index $read $kind | default dict)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $kind := concat (ternary (list "operator") list (not (empty $jobs))) (ternary (list "scaler") list (not (empty (include "helpdesk.countsQueues" .)))) -}}
{{- range $_, $key := (index $root.Values.secrets $kind).keys -}}
{{- $_ := set $read $kind (merge (dict $key true) (index $read $kind | default dict)) -}}
{{- end -}}
{{- end -}}
{{- toJson $read -}}
{{- end }}
