import { comparison } from '../../base/comparison'
import { compareJson, described, isArray, isObject, JqError, type Json, type JsonObject } from './json-values'

const MAX_TEXT = 8_000_000

/** An operator between two values. Throws JqError. */
export function binary(operator: string, left: Json, right: Json): Json {
  switch (operator) {
    case '+':
      return sum(left, right)
    case '-':
      return difference(left, right)
    case '*':
      return product(left, right)
    case '/':
      return quotient(left, right)
    case '%':
      return rest(left, right)
  }
  return comparison(operator, compareJson(left, right)) === true
}

function sum(left: Json, right: Json): Json {
  if (left === null) return right
  if (right === null) return left
  if (typeof left === 'number' && typeof right === 'number') return left + right
  if (typeof left === 'string' && typeof right === 'string') {
    if (left.length + right.length > MAX_TEXT) throw new JqError('the text is too long')
    return left + right
  }
  if (isArray(left) && isArray(right)) return [...left, ...right]
  if (isObject(left) && isObject(right)) return { ...left, ...right }
  throw failure(left, right, 'added')
}

function difference(left: Json, right: Json): Json {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (isArray(left) && isArray(right)) return left.filter(each => !right.some(other => compareJson(each, other) === 0))
  throw failure(left, right, 'subtracted')
}

function product(left: Json, right: Json): Json {
  if (typeof left === 'number' && typeof right === 'number') return left * right
  if (typeof left === 'string' && typeof right === 'number') return repeated(left, right)
  if (typeof left === 'number' && typeof right === 'string') return repeated(right, left)
  if (isObject(left) && isObject(right)) return merged(left, right)
  throw failure(left, right, 'multiplied')
}

function repeated(text: string, times: number): Json {
  if (times <= 0) return null
  const count = times < 1 ? 1 : Math.floor(times)
  if (text.length * count > MAX_TEXT) throw new JqError('the text is too long')
  return text.repeat(count)
}

function merged(left: JsonObject, right: JsonObject): Json {
  const both = Object.entries(right).map(([key, value]): [string, Json] => {
    const present = Object.hasOwn(left, key) ? left[key] : undefined
    return [key, isObject(present) && isObject(value) ? merged(present, value) : value]
  })
  return { ...left, ...Object.fromEntries(both) }
}

function quotient(left: Json, right: Json): Json {
  if (typeof left === 'number' && typeof right === 'number') {
    if (right === 0)
      throw new JqError(`${described(left)} and ${described(right)} cannot be divided because the divisor is zero`)
    return left / right
  }
  if (typeof left === 'string' && typeof right === 'string')
    return left === '' ? [] : right === '' ? [...left] : left.split(right)
  throw failure(left, right, 'divided')
}

function rest(left: Json, right: Json): Json {
  if (typeof left !== 'number' || typeof right !== 'number') throw failure(left, right, 'divided')
  const by = Math.trunc(right)
  if (by === 0)
    throw new JqError(`${described(left)} and ${described(right)} cannot be divided because the divisor is zero`)
  return Math.trunc(left) % Math.abs(by) || 0
}

const failure = (left: Json, right: Json, done: string) =>
  new JqError(`${described(left)} and ${described(right)} cannot be ${done}`)
