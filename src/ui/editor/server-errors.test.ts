import { describe, expect, it } from 'vitest'
import { missingNamespaces } from './missing-namespaces'
import { serverErrors } from './server-errors'

const FILE = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: Bad_Name
spec:
  selektor: {}
  minReadySeconds: soon
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: a
        imagePullPolice: Always
`

const places = (stderr: string) =>
  serverErrors(stderr, FILE).map(({ severity, position, message }) => `${severity} ${position.startLine}: ${message}`)

describe('serverErrors', () => {
  it('places every line of a refusal at its field', () => {
    const stderr = `The DaemonSet "Bad_Name" is invalid: 
* metadata.name: Invalid value: "Bad_Name": a lowercase RFC 1123 subdomain must be simple
* spec.template.spec.containers[0].image: Required value
* spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"
`
    expect(places(stderr)).toEqual([
      'error 4: metadata.name: Invalid value: "Bad_Name": a lowercase RFC 1123 subdomain must be simple',
      'error 12: spec.template.spec.containers[0].image: Required value',
      'error 10: spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
    ])
  })

  it('finds unknown fields', () => {
    const stderr =
      'Error from server (BadRequest): error when creating "a.yaml": DaemonSet in version "v1" cannot be handled as a DaemonSet: ' +
      'strict decoding error: unknown field "spec.selektor", unknown field "spec.template.spec.containers[0].imagePullPolice"\n'
    expect(places(stderr)).toEqual([
      'error 6: unknown field "spec.selektor"',
      'error 13: unknown field "spec.template.spec.containers[0].imagePullPolice"',
    ])
  })

  it('finds values of the wrong type', () => {
    const stderr =
      'Error from server (BadRequest): error when creating "a.yaml": DaemonSet in version "v1" cannot be handled as a DaemonSet: ' +
      'json: cannot unmarshal string into Go struct field DaemonSetSpec.spec.minReadySeconds of type int32\n'
    expect(places(stderr)[0]).toMatch(/^error 7:/)
  })

  it('finds the line of a YAML error, and tells warnings apart', () => {
    const yaml =
      'error: error parsing a.yaml: error converting YAML to JSON: yaml: line 5: mapping values are not allowed in this context\n'
    expect(places(yaml)[0]).toMatch(/^error 5:/)
    expect(places('Warning: spec.template.spec.tolerations is odd\n')).toEqual([
      'warning 1: spec.template.spec.tolerations is odd',
    ])
  })

  it('keeps what it does not know as one problem at the top', () => {
    expect(places('error: unable to connect\n')).toEqual(['error 1: error: unable to connect'])
  })
})

it('names each missing namespace once', () => {
  const refused = (name: string) =>
    `Error from server (NotFound): error when creating "a.yaml": namespaces "${name}" not found`
  const stderr = `${refused('logging')}\n${refused('logging')}\n${refused('metrics')}\n`
  expect(missingNamespaces(serverErrors(stderr, FILE))).toEqual(['logging', 'metrics'])
  expect(missingNamespaces(serverErrors('error: nothing of that kind\n', FILE))).toEqual([])
})
