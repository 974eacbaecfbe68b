import { describe, expect, it } from 'vitest'
import { completeWord, inColumns } from './completion'

describe('completeWord', () => {
  it.each([
    ['finishes the only word', 'kubectl de', ['describe'], 'kubectl describe ', []],
    ['goes as far as all agree', 'kubectl get po', ['podtemplates', 'pods'], 'kubectl get pod', []],
    [
      'shows the choices when nothing is certain',
      'kubectl get pod',
      ['pods', 'podtemplates'],
      'kubectl get pod',
      ['pods', 'podtemplates'],
    ],
    ['leaves the word open after =', 'kubectl -o', ['-o='], 'kubectl -o=', []],
    ['ignores what does not fit', 'kubectl x', ['get'], 'kubectl x', []],
    ['begins a new word after a space', 'kubectl ', ['get'], 'kubectl get ', []],
    ['begins a new word after a pipe', 'kubectl get ds |gr', ['grep'], 'kubectl get ds |grep ', []],
  ])('%s', (_name, text, candidates, expected, choices) => {
    expect(completeWord(text, candidates)).toEqual({ text: expected, choices })
  })
})

it('lists choices column by column', () => {
  expect(inColumns(['a', 'b', 'c'], 8)).toBe('a  c\nb')
})
