import { describe, expect, it } from 'vitest'
import { GoTemplate } from './go-template'

const DATA = {
  kind: 'List',
  items: [
    { name: 'a', count: 3, ok: true },
    { name: 'b', count: 0 },
  ],
}
const printed = (template: string) => new GoTemplate(template).print(DATA)

// Checked with kubectl v1.36.3.
describe('a Go template', () => {
  it.each([
    ['{{range $i, $x := .items}}{{$i}}={{.name}}{{if .ok}}!{{else}}?{{end}} {{end}}', '0=a! 1=b? '],
    ['{{range .items}}{{.name}}{{break}}{{end}}', 'a'],
    ['{{range .none}}x{{else}}none{{end}}', 'none'],
    ['{{with .none}}x{{else with .kind}}{{.}}{{end}}', 'List'],
    ['{{$n := len .items}}{{if eq $n 2}}two{{else if gt $n 2}}many{{end}}', 'two'],
    ['{{(index .items 0).name}}{{(index .items 1).count}}', 'a0'],
    ['{{.items | len | printf "%03d"}}', '002'],
    [
      '{{printf "%5d|%-5d|%05d|%x|%q|%v|%s|%t|%T" 3 4 5 255 "a" 1.5 "s" true "x"}}',
      '    3|4    |00005|ff|"a"|1.5|s|true|string',
    ],
    ['{{printf "%d" "x"}}{{printf "%s" 3}}', '%!d(string=x)%!s(int=3)'],
    ['{{printf "%d %d" 1}}{{printf "%d" 1 2}}', '1 %!d(MISSING)1%!(EXTRA int=2)'],
    ['{{printf "%.2f|%6.1f|%g" 3.14159 2.5 1.0}}', '3.14|   2.5|1'],
    ['{{println "a" 1}}{{print 1 2 "x"}}{{html "<a>"}}{{urlquery "a b"}}{{slice "abc" 1 2}}', 'a 1\n1 2x&lt;a&gt;a+bb'],
    ['{{define "t"}}T{{.kind}}{{end}}{{template "t" .}}', 'TList'],
    ['{{base64decode "YWJj"}}{{exists . "items"}}{{.a.b.c}}', 'abctrue<no value>'],
    ['a {{- " b " -}} c{{/* d */}}', 'a b c'],
  ])('%s', (template, text) => {
    expect(printed(template)).toBe(text)
  })

  it.each([
    ['{{.name', 'output:1: unclosed action'],
    ['{{range .items}}x', 'output:1: unexpected EOF'],
    ['{{end}}', 'output:1: unexpected {{end}}'],
    ['{{if}}x{{end}}', 'output:1: missing value for if'],
    ['x\n{{.a b}}', 'output:2: function "b" not defined'],
    ['{{"x}}', 'output:1: unterminated quoted string'],
    ['x{{break}}', 'output:1: {{break}} outside {{range}}'],
    ['{{$x}}', 'output:1: undefined variable "$x"'],
    [
      '{{index .items 9}}',
      'output:1:2: executing "output" at <index .items 9>: error calling index: index out of range: 9',
    ],
    [
      '{{.items.foo}}',
      'output:1:8: executing "output" at <.items.foo>: can\'t evaluate field foo in type interface {}',
    ],
    [
      '{{range .items}}{{if gt .count 1.0}}{{end}}{{end}}',
      'output:1:21: executing "output" at <gt .count 1.0>: error calling gt: incompatible types for comparison: int64 and float64',
    ],
    ['{{define "t"}}{{template "t"}}{{end}}{{template "t"}}', 'exceeded maximum template depth'],
  ])('refuses %s', (template, message) => {
    expect(() => printed(template)).toThrow(message)
  })
})
