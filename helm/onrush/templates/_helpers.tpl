{{- define "onrush.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "onrush.selectorLabels" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end -}}

{{- define "onrush.labels" -}}
{{ include "onrush.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "onrush.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "onrush.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* A cluster-wide name that two releases of the same name in two namespaces do not share. */}}
{{- define "onrush.clusterName" -}}
{{- printf "%s-%s" .Release.Namespace (include "onrush.fullname" .) -}}
{{- end -}}

{{/* What the operator may do where LoadTests run: what its code calls, and nothing else. */}}
{{- define "onrush.rules" -}}
- apiGroups: [onrush.dev]
  resources: [loadtests]
  verbs: [get, list, watch]
- apiGroups: [onrush.dev]
  resources: [loadtests/status]
  verbs: [patch]
- apiGroups: [""]
  resources: [configmaps, secrets, services]
  verbs: [get, create]
- apiGroups: [batch]
  resources: [jobs]
  verbs: [get, list, watch, create, patch]
- apiGroups: [""]
  resources: [pods]
  verbs: [list, watch]
- apiGroups: [""]
  resources: [events]
  verbs: [create]
{{- end -}}
