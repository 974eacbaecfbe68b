import { beforeEach, describe, expect, it } from 'vitest'
import { loadFiles, openFile, removeFile, renameFile, typeInFile, useFiles, writeFiles } from './files'

const names = () => Object.keys(useFiles.getState().files)
const revision = () => useFiles.getState().revision

beforeEach(() => loadFiles({ 'a.yaml': 'a', 'b.yaml': 'b', 'c.yaml': 'c' }, 'b.yaml'))

describe('the files of the editor', () => {
  it('open the first one when the wished one is not there', () => {
    loadFiles({ 'x.yaml': '' }, 'gone.yaml')
    expect(useFiles.getState().open).toBe('x.yaml')
    openFile('gone.yaml')
    expect(useFiles.getState().open).toBe('x.yaml')
  })

  it('tell what was typed from what came from outside', () => {
    const before = revision()
    typeInFile('a.yaml', 'typed')
    expect(revision()).toBe(before)
    writeFiles({ 'a.yaml': 'written', 'd.yaml': 'new' })
    expect(revision()).toBe(before + 1)
    expect(useFiles.getState().files).toMatchObject({ 'a.yaml': 'written', 'd.yaml': 'new' })
  })

  it('keep their place and stay open when they are renamed', () => {
    expect(renameFile('b.yaml', 'agent.yaml')).toBe(true)
    expect(names()).toEqual(['a.yaml', 'agent.yaml', 'c.yaml'])
    expect(useFiles.getState().open).toBe('agent.yaml')
  })

  it.each([
    ['b.yaml', ''],
    ['b.yaml', 'a.yaml'],
    ['gone.yaml', 'd.yaml'],
  ])('%j does not become %j', (name, newName) => {
    expect(renameFile(name, newName)).toBe(false)
    expect(names()).toEqual(['a.yaml', 'b.yaml', 'c.yaml'])
  })

  it('open another when the open one goes', () => {
    removeFile('b.yaml')
    expect(useFiles.getState()).toMatchObject({ open: 'a.yaml', files: { 'a.yaml': 'a', 'c.yaml': 'c' } })
  })
})
