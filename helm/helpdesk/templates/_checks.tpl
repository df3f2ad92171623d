{{/* What would not work is refused here, in one sentence each. */}}
{{- define "helpdesk.checks" -}}
{{- $services := include "helpdesk.services" . | fromJson -}}
{{- if $services -}}
{{- if not .Values.site.publicUrl }}{{ fail "site.publicUrl: the address that people find the site at is missing" }}{{ end -}}
{{- if and .Values.ingress.enabled .Values.gateway.enabled }}{{ fail "ingress and gateway: choose one" }}{{ end -}}
{{- if and .Values.gateway.enabled (not .Values.gateway.parentRefs) }}{{ fail "gateway.parentRefs: the Gateway is missing" }}{{ end -}}
{{- if and .Values.externalSecrets.enabled (not .Values.externalSecrets.store.name) }}{{ fail "externalSecrets.store.name is missing" }}{{ end -}}
{{- range $kind, $secret := .Values.secrets -}}
{{- if and $.Values.externalSecrets.enabled $secret.existingSecret -}}
{{- fail (printf "secrets.%s.existingSecret: externalSecrets makes this secret; choose one" $kind) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.mail.enabled (not .Values.mail.from) }}{{ fail "mail.from: who mails are from is missing" }}{{ end -}}
{{- if and .Values.textGateway.enabled (not .Values.textGateway.url) }}{{ fail "textGateway.url: the address of the gateway is missing" }}{{ end -}}
{{- $channels := or .Values.mail.enabled .Values.textGateway.enabled -}}
{{- if ne $channels (hasKey $services "notify") }}{{ fail "services.notify sends mail and textGateway: enable it together with one of them" }}{{ end -}}
{{- if hasKey $services "accounts" -}}
{{- range $key := list "url" "institution" -}}
{{- if not (index $.Values.populationRegister $key) }}{{ fail (printf "populationRegister.%s is missing: services.accounts asks the register about identities" $key) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- if and (hasKey $services "stamping") (not .Values.stampDistributor.url) -}}
{{- fail "stampDistributor.url is missing: services.stamping has files stamped there" -}}
{{- end -}}
{{- $connections := dict "sum" 0 "table" list -}}
{{- range $name, $service := $services -}}
{{- if and (has "objectStore" $service.is.needs) (not $.Values.objectStore.endpoint) }}{{ fail "objectStore.endpoint: the address of the S3-compatible server is missing" }}{{ end -}}
{{- include "helpdesk.checkService" (dict "root" $ "name" $name "service" $service) -}}
{{- $most := include "helpdesk.most" $service | int -}}
{{- $pods := add $most (div (add $most 3) 4) -}}
{{- $taken := mul $pods $service.poolSize -}}
{{- $_ := set $connections "sum" (add $connections.sum $taken) -}}
{{- $_ := set $connections "table" (append $connections.table (printf "%s %d × %d" $name $pods (int $service.poolSize))) -}}
{{- end -}}
{{- if gt (add $connections.sum .Values.database.reserved) (int64 .Values.database.connections) -}}
{{- fail (printf "database.connections: the services may take %d connections (%s) and %d are reserved, but there are %d" $connections.sum (join ", " $connections.table) (int .Values.database.reserved) (int .Values.database.connections)) -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "helpdesk.checkService" -}}
{{- $name := .name -}}
{{- $service := .service -}}
{{- range $setting, $_ := $service.settings -}}
{{- if not (has $setting $service.may) -}}
{{- fail (printf "services.%s.settings.%s: no such setting; there are %s" $name $setting (sortAlpha $service.may | join ", ")) -}}
{{- end -}}
{{- end -}}
{{- $scaling := $service.autoscaling -}}
{{- if ne $scaling.kind "none" -}}
{{- if lt (int $scaling.max) (int $scaling.min) }}{{ fail (printf "services.%s.autoscaling: max is less than min" $name) }}{{ end -}}
{{- end -}}
{{- if eq $scaling.kind "keda" -}}
{{- $queues := include "helpdesk.queues" . | fromJsonArray -}}
{{- range $queues -}}
{{- $least := mul 4 ($service.is.prefetch | default 0) -}}
{{- if lt (int64 .length) $least -}}
{{- fail (printf "services.%s.autoscaling: length of %s must be at least %d, four times what one process holds" $name .name $least) -}}
{{- end -}}
{{- end -}}
{{- if not (or $queues $scaling.cpu $scaling.prometheus $scaling.cron) }}{{ fail (printf "services.%s.autoscaling: keda has no trigger" $name) }}{{ end -}}
{{- if and $scaling.prometheus (not .root.Values.keda.prometheusAddress) }}{{ fail "keda.prometheusAddress is missing" }}{{ end -}}
{{- end -}}
{{- if and (eq $scaling.kind "hpa") (not $scaling.cpu) }}{{ fail (printf "services.%s.autoscaling.cpu: hpa scales on nothing else" $name) }}{{ end -}}
{{- $memory := $service.is.memory -}}
{{- $needed := int $memory.fixed -}}
{{- with $memory.by -}}
{{- $units := index $service.settings . | default 0 | int -}}
{{- if not $units }}{{ fail (printf "services.%s.settings.%s must be set: the memory limit depends on it" $name .) }}{{ end -}}
{{- $needed = add $needed (mul $units $memory.each) -}}
{{- end -}}
{{- if lt (include "helpdesk.mebibytes" $service.resources.limits.memory | int) (int $needed) -}}
{{- fail (printf "services.%s.resources.limits.memory: at least %dMi are needed, see services.yaml" $name $needed) -}}
{{- end -}}
{{- end }}
