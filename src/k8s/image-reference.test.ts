import { expect, it } from 'vitest'
import { imageTag } from './image-reference'

it.each([
  ['nginx', 'latest'],
  ['nginx:1.27', '1.27'],
  ['registry.example:5000/team/app', 'latest'],
  ['registry.example:5000/team/app:v1', 'v1'],
  [`nginx@sha256:${'a'.repeat(64)}`, undefined],
  [`nginx:1@sha256:${'a'.repeat(64)}`, '1'],
  [' nginx', undefined],
  ['nginx latest', undefined],
  ['http://nginx', undefined],
  ['$' + '{IMAGE}', undefined],
  ['Nginx', undefined],
  ['x'.repeat(300), undefined],
])('the tag of %j is %j', (image, tag) => {
  expect(imageTag(image)).toBe(tag)
})
