import { describe, expect, it } from 'vitest'
import { joined, missingIn, pastedCommands, withoutPrompt } from './command-lines'

describe('missingIn', () => {
  it.each([
    ['kubectl get pods', 'nothing'],
    ['kubectl patch ds a -p \'{"spec"', 'closing-quote'],
    ['echo "it\'s"', 'nothing'],
    ["# it's a comment", 'nothing'],
    ['kubectl get \\', 'rest-of-line'],
    ['kubectl apply -f - <<EOF\nkind: Pod', 'end-of-here-document'],
    ['kubectl apply -f - <<EOF\nkind: Pod\nEOF', 'nothing'],
  ])('%j', (text, expected) => {
    expect(missingIn(text)).toBe(expected)
  })
})

describe('pastedCommands', () => {
  it('takes a line each and leaves the last one open', () => {
    expect(pastedCommands('kubectl get ds\r\n\nkubectl get pods')).toEqual({
      commands: ['kubectl get ds'],
      rest: 'kubectl get pods',
    })
  })

  it('keeps together what belongs together', () => {
    const pasted = "kubectl get pods \\\n  -o wide\nkubectl apply -f - <<'EOF'\nkind: Pod\nEOF\n"
    expect(pastedCommands(pasted)).toEqual({
      commands: ['kubectl get pods   -o wide', "kubectl apply -f - <<'EOF'\nkind: Pod\nEOF"],
      rest: '',
    })
  })
})

it('reads a long paste in quotes once, not with every line again', () => {
  const started = performance.now()
  const { commands, rest } = pastedCommands(`echo '${'"\n#'.repeat(50_000)}`)
  expect(commands).toEqual([])
  expect(rest).toHaveLength(150_006)
  expect(performance.now() - started).toBeLessThan(2_000)
})

it('joins continued lines, but not those of a here-document', () => {
  expect(joined('a \\\nb')).toBe('a b')
  expect(joined('cat <<E\na \\\nE')).toBe('cat <<E\na \\\nE')
})

it('drops a copied prompt', () => {
  expect(withoutPrompt('$ kubectl get ds')).toBe('kubectl get ds')
  expect(withoutPrompt('kubectl get $x')).toBe('kubectl get $x')
})
