import { describe, expect, it } from 'vitest'
import { ImageCatalog, imageNameError, withDefaultTag } from './image-catalog'

describe('image names', () => {
  it.each([
    ['nginx'],
    ['nginx:1.25'],
    ['registry.example/team/agent:v1'],
    ['localhost:5000/agent'],
    ['nginx@sha256:abc'],
  ])('%s is one', name => {
    expect(imageNameError(name)).toBeUndefined()
  })

  it('says which part must be lowercase', () => {
    expect(imageNameError('registry.example/Agent:v1')).toBe(
      'invalid reference format: repository name (Agent) must be lowercase',
    )
    expect(imageNameError('Nginx')).toBe('invalid reference format: repository name (library/Nginx) must be lowercase')
  })

  it.each([['agent:'], ['a b'], ['agent@'], ['/agent'], ['agent:v1:x']])('%s is none', name => {
    expect(imageNameError(name)).toBe('invalid reference format')
  })

  it('adds the tag that is meant', () => {
    expect(withDefaultTag('nginx')).toBe('nginx:latest')
    expect(withDefaultTag('localhost:5000/nginx')).toBe('localhost:5000/nginx:latest')
    expect(withDefaultTag('nginx:1')).toBe('nginx:1')
    expect(withDefaultTag('nginx@sha256:1')).toBe('nginx@sha256:1')
  })
})

describe('ImageCatalog', () => {
  it('knows an image by its whole name, by its last part, and by the default of all', () => {
    const catalog = new ImageCatalog()
    catalog.set('*', { pull: 5 })
    catalog.set('agent:v2', { missing: true })
    catalog.set('registry.example/agent:v3', { exitAfter: 7 })
    expect(catalog.behaviourOf('nginx').pull).toBe(5)
    expect(catalog.behaviourOf('registry.example/agent:v2')).toMatchObject({ pull: 5, missing: true })
    expect(catalog.behaviourOf('registry.example/agent:v3').exitAfter).toBe(7)
    expect(catalog.behaviourOf('other.example/agent:v3').exitAfter).toBeUndefined()
  })
})
