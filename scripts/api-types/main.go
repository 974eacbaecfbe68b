// Prints the fields of the Kubernetes API types, as Go knows them and in its order, for the decoder of
// src/engine/apiserver/decoding and for the dump that pod templates are hashed by.
//
//	cd scripts/api-types && go run . > ../../src/engine/apiserver/decoding/api-types.generated.ts
//
// Needs Go and the module k8s.io/api in the version of go.mod. The result is committed; nobody else needs Go.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	coordinationv1 "k8s.io/api/coordination/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	networkingv1 "k8s.io/api/networking/v1"
	nodev1 "k8s.io/api/node/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	schedulingv1 "k8s.io/api/scheduling/v1"
	storagev1 "k8s.io/api/storage/v1"
	extensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
)

var roots = []any{
	corev1.ConfigMap{}, corev1.Endpoints{}, corev1.Event{}, corev1.LimitRange{}, corev1.Namespace{}, corev1.Node{},
	corev1.PersistentVolumeClaim{}, corev1.PersistentVolume{}, corev1.PersistentVolumeSource{}, corev1.Pod{}, corev1.PodTemplate{},
	corev1.ReplicationController{}, corev1.ResourceQuota{}, corev1.Secret{}, corev1.ServiceAccount{}, corev1.Service{},
	appsv1.ControllerRevision{}, appsv1.DaemonSet{}, appsv1.Deployment{}, appsv1.ReplicaSet{}, appsv1.StatefulSet{},
	batchv1.CronJob{}, batchv1.Job{}, coordinationv1.Lease{}, discoveryv1.EndpointSlice{},
	networkingv1.Ingress{}, networkingv1.IngressClass{}, networkingv1.NetworkPolicy{}, policyv1.PodDisruptionBudget{},
	rbacv1.ClusterRole{}, rbacv1.ClusterRoleBinding{}, rbacv1.Role{}, rbacv1.RoleBinding{}, schedulingv1.PriorityClass{},
	nodev1.RuntimeClass{}, storagev1.StorageClass{}, storagev1.CSIDriver{}, storagev1.CSINode{},
	networkingv1.IPAddress{}, networkingv1.ServiceCIDR{}, extensionsv1.CustomResourceDefinition{},
}

// Types that read themselves from JSON.
var special = map[string]string{
	"resource.Quantity": "!quantity", "intstr.IntOrString": "!intOrString", "v1.Time": "!time", "v1.MicroTime": "!microTime",
	"runtime.RawExtension": "!any", "v1.FieldsV1": "!any", "v1.Duration": "!any",
	"v1.JSON": "!any", "v1.JSONSchemaPropsOrArray": "!any", "v1.JSONSchemaPropsOrBool": "!any", "v1.JSONSchemaPropsOrStringArray": "!any",
}

// A struct's fields in Go's order, which JSON objects of this program do not keep.
type fieldList []field

type field struct{ name, text string }

func (list fieldList) MarshalJSON() ([]byte, error) {
	parts := []string{}
	for _, field := range list {
		parts = append(parts, fmt.Sprintf("%q:%q", field.name, field.text))
	}
	return []byte("{" + strings.Join(parts, ",") + "}"), nil
}

var structs = map[string]fieldList{}
var seen = map[string]reflect.Type{}

func main() {
	for _, root := range roots {
		describe(reflect.TypeOf(root))
	}
	fmt.Println("// Made by scripts/api-types from k8s.io/api v0.36.3: do not edit.")
	fmt.Println()
	fmt.Println("/** Go struct to its JSON fields. In Go's order. A mark says what becomes of an empty field (`?` left out, `*` left out when absent, `&` null, none: its zero value), then the Go name if it is not the JSON name with a capital (`HTTPGet:`), the names of embedded structs (`ProbeHandler>`), the type. */")
	encoded, err := json.Marshal(structs)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	text := strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(encoded))
	fmt.Printf("export const STRUCT_FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(\n  '%s',\n)\n", text)
}

func describe(t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		return describe(t.Elem())
	}
	if known, ok := special[t.String()]; ok {
		return known
	}
	switch t.Kind() {
	case reflect.Struct:
		return structType(t)
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return "!bytes"
		}
		return named(t, "[]"+describe(t.Elem()))
	case reflect.Map:
		return named(t, "map["+t.Key().String()+"]"+describe(t.Elem()))
	case reflect.Interface:
		return "!any"
	default:
		return named(t, t.Kind().String())
	}
}

func named(t reflect.Type, base string) string {
	if t.PkgPath() == "" {
		return base
	}
	return t.String() + "=" + base
}

func structType(t reflect.Type) string {
	name := t.String()
	if other, ok := seen[name]; ok && other != t {
		name = t.PkgPath() + "." + t.Name()
	}
	if _, ok := seen[name]; ok {
		return name
	}
	seen[name] = t
	fields := fieldList{}
	collect(t, "", &fields)
	structs[name] = fields
	return name
}

func collect(t reflect.Type, prefix string, fields *fieldList) {
	for i := 0; i < t.NumField(); i++ {
		goField := t.Field(i)
		tag, options, _ := strings.Cut(goField.Tag.Get("json"), ",")
		if tag == "-" || (!goField.IsExported() && !goField.Anonymous) {
			continue
		}
		if goField.Anonymous && tag == "" {
			embedded := goField.Type
			if embedded.Kind() == reflect.Pointer {
				embedded = embedded.Elem()
			}
			collect(embedded, prefix+embedded.Name()+">", fields)
			continue
		}
		name := ""
		if strings.ToUpper(tag[:1])+tag[1:] != goField.Name {
			name = goField.Name + ":"
		}
		*fields = append(*fields, field{tag, markOf(goField.Type.Kind(), options) + name + prefix + describe(goField.Type)})
	}
}

// What becomes of the field when it is empty: `?` left out, `*` left out when absent (pointers), `&` null (pointers that are
// always written); without a mark the zero value is written.
func markOf(kind reflect.Kind, options string) string {
	omitEmpty := strings.Contains(options, "omitempty")
	isPointer := kind == reflect.Pointer || kind == reflect.Interface
	switch {
	case isPointer && omitEmpty:
		return "*"
	case isPointer:
		return "&"
	case strings.Contains(options, "omitzero"), omitEmpty && kind != reflect.Struct:
		return "?"
	default:
		return ""
	}
}
