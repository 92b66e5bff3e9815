{{/* Name of the application. */}}
{{- define "sluice.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* Name of the objects: the release's, with the application's where it is not in it. Leaves room for a suffix. */}}
{{- define "sluice.fullname" -}}
{{- $name := include "sluice.name" . -}}
{{- $made := contains $name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $name) -}}
{{- default $made .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{/* What selects a component's pods: never changes for a release. Takes a list of the context and the component. */}}
{{- define "sluice.selector" -}}
{{- $ := index . 0 -}}
app.kubernetes.io/name: {{ include "sluice.name" $ }}
app.kubernetes.io/instance: {{ $.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{/* Labels of an object. Takes a list of the context and the component. */}}
{{- define "sluice.labels" -}}
{{- $ := index . 0 -}}
{{ include "sluice.selector" . }}
app.kubernetes.io/version: {{ $.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $.Chart.Name $.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{- define "sluice.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ default $.Chart.AppVersion .tag }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "sluice.serviceAccountName" -}}
{{- default (.Values.serviceAccount.create | ternary (include "sluice.fullname" .) "default") .Values.serviceAccount.name -}}
{{- end -}}

{{- define "sluice.registryUrl" -}}
{{- required "registry.url must be set, such as https://registry.example.com/apis/registry/v3" .Values.registry.url -}}
{{- end -}}

{{/* Whether the chart is given contracts to publish. */}}
{{- define "sluice.publishes" -}}
{{- if or .Values.contracts.existingConfigMap .Values.contracts.files -}}yes{{- end -}}
{{- end -}}

{{/* The key of a path in a ConfigMap, where keys have no slashes. */}}
{{- define "sluice.contractKey" -}}
{{- . | replace "/" "__" -}}
{{- end -}}

{{/* The names of settings that stand in a tree, flat, as JSON {name: value}. Takes a dict of `at` and `tree`. */}}
{{- define "sluice.flat" -}}
{{- $flat := dict -}}
{{- $at := .at -}}
{{- range $key, $value := .tree -}}
{{- $name := ternary (printf "%s.%s" $at $key) $key (ne $at "") -}}
{{- if kindIs "map" $value -}}
{{- $flat = merge $flat (include "sluice.flat" (dict "at" $name "tree" $value) | fromJson) -}}
{{- else -}}
{{- $_ := set $flat $name (toString $value) -}}
{{- end -}}
{{- end -}}
{{- toJson $flat -}}
{{- end -}}

{{/* Stops where values contradict each other, or settings hold what belongs elsewhere. */}}
{{- define "sluice.check" -}}
{{- if and .Values.registry.basic.existingSecret .Values.registry.token.existingSecret -}}
{{- fail "registry.basic and registry.token exclude each other; keep one of the two" -}}
{{- end -}}
{{- if and .Values.contracts.existingConfigMap .Values.contracts.files -}}
{{- fail "contracts.existingConfigMap and contracts.files exclude each other; keep one of the two" -}}
{{- end -}}
{{- if and .Values.contracts.items (not .Values.contracts.existingConfigMap) -}}
{{- fail "contracts.items names keys of contracts.existingConfigMap, which is not set" -}}
{{- end -}}
{{- if and .Values.prometheusRule.enabled (not .Values.prometheusRule.files) -}}
{{- fail "prometheusRule.enabled needs prometheusRule.files; make them with bin/sluice export prometheus" -}}
{{- end -}}
{{- if and .Values.dashboards.enabled (not .Values.dashboards.files) -}}
{{- fail "dashboards.enabled needs dashboards.files; make them with bin/sluice export grafana" -}}
{{- end -}}
{{- $own := dict "sluice.registry.url" "registry.url"
  "sluice.registry.username" "registry.basic"
  "sluice.registry.password-file" "registry.basic"
  "sluice.registry.token-file" "registry.token"
  "sluice.keys.masks" "keys.masks"
  "sluice.keys.masks-kms" "keys.masks"
  "sluice.keys.letters" "keys.letters"
  "sluice.keys.letters-kms" "keys.letters"
  "sluice.keys.subjects" "keys.subjects"
  "sluice.keys.subjects-kms" "keys.subjects"
  "sluice.host" "service"
  "sluice.port" "service"
  "sluice.pipeline.state-directory" "extraVolumes"
  "kafka.bootstrap.servers" "kafka.bootstrapServers" -}}
{{- range $name, $value := include "sluice.flat" (dict "at" "" "tree" .Values.settings) | fromJson -}}
{{- with get $own $name -}}
{{- fail (printf "settings: %s is set by the chart; see the value %s" $name .) -}}
{{- end -}}
{{- if and (regexMatch "(password|secret|token|jaas\\.config|keystore\\.key)$" $name) (not (contains "${" $value)) -}}
{{- fail (printf "settings: %s is a secret; keep it in a Secret and name it here as ${NAME} (kafka.environmentSecret, extraEnv)" $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
