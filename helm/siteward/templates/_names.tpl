{{- define "siteward.name" -}}
{{- if contains "siteward" .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-siteward" .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "siteward.selector" -}}
app.kubernetes.io/name: siteward
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "siteward.labels" -}}
{{ include "siteward.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "siteward.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (include "siteward.name" .) -}}
{{- end -}}

{{- define "siteward.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}
